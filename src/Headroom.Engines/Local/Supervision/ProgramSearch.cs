using Headroom.Engines.Contract;

namespace Headroom.Engines.Local.Supervision;

/// <summary>Finds the file of an order's program, as a shell would.</summary>
internal static class ProgramSearch
{
    private const string UsualFolders = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private const UnixFileMode AnyExecute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The file; null when no folder has an executable one of that name.</summary>
    public static string? Find(RunOrder order)
    {
        var program = order.Command[0];
        if (program.Contains('/', StringComparison.Ordinal))
            return Existing(Path.Combine(order.WorkingDirectory, program));

        var folders = order.Environment.FirstOrDefault(variable => variable.Name == "PATH")?.Value ?? UsualFolders;
        var files = folders.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(order.WorkingDirectory, folder, program))
            .Where(File.Exists)
            .ToArray();
        return files.FirstOrDefault(IsExecutable) ?? files.FirstOrDefault();
    }

    private static string? Existing(string path) => Path.Exists(path) ? path : null;

    private static bool IsExecutable(string path) => (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None;
}
