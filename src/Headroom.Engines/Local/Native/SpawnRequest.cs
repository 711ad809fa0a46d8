namespace Headroom.Engines.Local.Native;

/// <summary>
/// A program to start in a session of its own, with default signals and nothing open but what is named.
/// </summary>
/// <param name="Path">File of the program.</param>
/// <param name="Arguments">All of them, the program's name first.</param>
/// <param name="Environment">All of it, as NAME=value.</param>
internal sealed record SpawnRequest(
    string Path, IReadOnlyList<string> Arguments, IReadOnlyList<string> Environment)
{
    /// <summary>Folder to start in; null for that of this process.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Open file for standard output; null for none.</summary>
    public int? Output { get; init; }

    /// <summary>Open file for standard error; null for none.</summary>
    public int? Error { get; init; }

    /// <summary>Open file that the program gets as number 3; null for none.</summary>
    public int? Third { get; init; }
}
