namespace Headroom.Curation.Running;

/// <summary>
/// A part of a run's files, filtered by itself: on another machine, and beside the other parts. The run that goes on
/// when all parts are done finds them finished; its results are those of one run that did everything.
/// </summary>
/// <param name="Index">Which part, from 0.</param>
/// <param name="Count">How many parts there are, 1 to <see cref="CountMax"/>.</param>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>Most parts of a run.</summary>
    public const int CountMax = 1_000;

    // The largest file first, each to the part that has least so far.
    internal IReadOnlyList<InputFile> FilesOf(IReadOnlyList<InputFile> files)
    {
        var sizes = new long[Count];
        var own = new List<InputFile>();
        foreach (var (file, size) in files
            .Select(file => (File: file, Size: new FileInfo(file.Path).Length))
            .OrderByDescending(file => file.Size))
        {
            var least = Array.IndexOf(sizes, sizes.Min());
            sizes[least] += size;
            if (least == Index) own.Add(file);
        }

        return own;
    }
}
