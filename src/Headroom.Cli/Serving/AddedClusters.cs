using Headroom.Cli.Outcome;

namespace Headroom.Cli.Serving;

/// <summary>
/// The clusters that were added to a pool: a file each in its folder, which each start of the pool reads.
/// </summary>
internal static class AddedClusters
{
    private const string Ending = ".yaml";

    /// <summary>All of them, in order of their names.</summary>
    /// <exception cref="CommandFailure">A file says what cannot be done.</exception>
    public static IReadOnlyList<ClusterFile> Read(string folder) =>
        Directory.Exists(FolderOf(folder))
            ? [.. Directory.EnumerateFiles(FolderOf(folder), $"*{Ending}").Order(StringComparer.Ordinal)
                .Select(path => ClusterFile.Read(path, folder))]
            : [];

    /// <summary>Where a cluster's file is, or would be.</summary>
    public static string PathOf(string folder, string name) => Path.Combine(FolderOf(folder), name + Ending);

    /// <summary>Keeps a file whole or not at all.</summary>
    public static void Keep(string folder, string name, string text)
    {
        Directory.CreateDirectory(FolderOf(folder));
        var draft = $"{PathOf(folder, name)}.new";
        File.WriteAllText(draft, text);
        File.Move(draft, PathOf(folder, name), overwrite: true);
    }

    private static string FolderOf(string folder) => Path.Combine(folder, "clusters");
}
