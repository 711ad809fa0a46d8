namespace Headroom.Formats;

/// <summary>
/// Keeps what is written apart from what is read: a slip of the pen must not cost an original or a key.
/// </summary>
public static class OutputNames
{
    private static readonly StringComparer Names = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    /// <summary>Demands that no output replaces a file that is read, by whatever links, nor another output.</summary>
    /// <param name="inputs">Files that are read; those that are not there are passed over.</param>
    /// <param name="outputs">Files that will be written or replaced.</param>
    /// <exception cref="IOException">One does.</exception>
    public static void DemandApart(IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        var taken = new Dictionary<string, string>(Names);
        foreach (var input in inputs.Where(File.Exists))
        {
            // Neither the name by which it is read may be replaced, nor the file to which that leads.
            taken[Real(input)] = $"replace {input}, which is read";
            if (File.ResolveLinkTarget(input, returnFinalTarget: true) is { } file)
                taken[Real(file.FullName)] = $"replace {input}, which is read";
        }

        foreach (var output in outputs)
        {
            if (!taken.TryAdd(Real(output), $"have the name of another one, {output}"))
                throw new IOException($"{output}: the output would {taken[Real(output)]}; choose another name");
        }
    }

    // An output takes the place of a name, so that the links of its folders count and one of its own does not.
    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        return Path.GetDirectoryName(full) is { } folder
            ? Path.Combine(RealFolder(folder), Path.GetFileName(full))
            : full;
    }

    private static string RealFolder(string folder)
    {
        if (Path.GetDirectoryName(folder) is not { } parent) return folder;

        var here = Path.Combine(RealFolder(parent), Path.GetFileName(folder));
        return Directory.Exists(here) && Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target
            ? RealFolder(Path.TrimEndingDirectorySeparator(target.FullName))
            : here;
    }
}
