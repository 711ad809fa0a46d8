using System.Globalization;

namespace Headroom.Engines.Local.Limits;

/// <summary>One group that was made for a run, in one hierarchy.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Home">Folder of the group that the supervisor itself belongs to.</param>
internal sealed record Cgroup(string Folder, string Home)
{
    private const string Members = "cgroup.procs";

    /// <summary>Controllers whose limits it holds.</summary>
    public List<string> Controllers { get; } = [];

    /// <summary>
    /// Puts this process into the group, so that what it starts is in it from its first moment on, and a second call
    /// with false takes it out again.
    /// </summary>
    public void Move(bool inside) =>
        File.WriteAllText(Path.Combine(inside ? Folder : Home, Members), Number(Environment.ProcessId));

    /// <summary>Writes one of the group's files.</summary>
    /// <exception cref="IOException">The kernel does not take it.</exception>
    public void Set(string file, string value) => File.WriteAllText(Path.Combine(Folder, file), value);

    /// <summary>What stands in one of the group's files; null when it cannot be read.</summary>
    public string? Get(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(Folder, file)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The number behind a word in one of the group's files; 0 when there is none.</summary>
    public long Get(string file, string word)
    {
        foreach (var line in Get(file)?.Split('\n') ?? [])
        {
            var parts = line.Split(' ');
            if (parts.Length == 2 && parts[0] == word && long.TryParse(
                parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
        }

        return 0;
    }

    /// <summary>Numbers of the processes in a group's folder; none when it is gone.</summary>
    public static IReadOnlyList<int> Processes(string folder)
    {
        try
        {
            return [.. File.ReadAllLines(Path.Combine(folder, Members))
                .Select(line => int.TryParse(line, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
                .Where(pid => pid > 0)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>
    /// Removes an empty group. One that is left over costs a little memory of the kernel and nothing else.
    /// </summary>
    public static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
