using Headroom.Curation.Deduplication;
using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Curation.Recipes;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Curation.Running;

/// <summary>
/// Finds the duplicates among all documents that passed the filters, and writes the results of each file.
/// </summary>
internal sealed class DuplicatePass(
    RunFolder folder, IReadOnlyList<InputFile> files, Recipe recipe, RunOptions options, CancellationToken interrupted)
{
    private readonly DocumentIndex _index = new(
        [.. files.Select(file => folder.Scratch(file, "index"))],
        DocumentSigner.Of(recipe.ValuesOf(DuplicateForms.MinHash)).Length);

    /// <summary>Removes duplicates, and counts them.</summary>
    /// <param name="counts">Counts of the whole run so far; becomes those of its end.</param>
    public void Run(RunCounts counts)
    {
        var firsts = new DuplicateOf[_index.Documents.Count];
        Array.Fill(firsts, DuplicateOf.None);
        if (recipe.ValuesOf(DuplicateForms.Exact) is not null) FindExact(firsts);
        if (recipe.ValuesOf(DuplicateForms.MinHash) is { } values) FindNear(new NearDuplicates(values), firsts);
        for (var document = 0; document < firsts.Length; document++)
        {
            if (firsts[document].First < 0) continue;

            var bytes = _index.Documents[document].TextBytes;
            counts.Remove(firsts[document].Stage, firsts[document].Reason, 1, bytes);
            counts.DocumentsOut--;
            counts.BytesOut -= bytes;
        }

        for (var file = 0; file < files.Count; file++) Write(file, firsts);
    }

    private void FindExact(DuplicateOf[] firsts)
    {
        var same = ExactDuplicates.FirstOfEach([.. _index.Documents.Select(document => document.Hash)]);
        for (var document = 0; document < firsts.Length; document++)
        {
            if (same[document] != document)
                firsts[document] = new DuplicateOf(same[document], DuplicateForms.Exact, "exact_duplicate");
        }
    }

    private void FindNear(NearDuplicates near, DuplicateOf[] firsts)
    {
        int[] left = [.. Enumerable.Range(0, firsts.Length).Where(document => firsts[document].First < 0)];
        var handles = files.Select(Open).ToArray();
        try
        {
            var pairs = near.Find(
                _index.Signatures, left, () => new PassedShingles(_index, handles, recipe), options.Workers,
                interrupted);
            var clusters = new Clusters(firsts.Length);
            foreach (var pair in pairs) clusters.Join(pair.First, pair.Second);
            foreach (var document in left)
            {
                var first = clusters.FirstOf(document);
                if (first != document)
                    firsts[document] = new DuplicateOf(first, DuplicateForms.MinHash, "near_duplicate");
            }
        }
        finally
        {
            foreach (var handle in handles) handle?.Dispose();
        }
    }

    private SafeFileHandle? Open(InputFile file)
    {
        var path = folder.Scratch(file, "passed");
        return File.Exists(path) ? File.OpenHandle(path, options: FileOptions.RandomAccess) : null;
    }

    private void Write(int file, DuplicateOf[] firsts)
    {
        using (InputStream.Open(files[file].Path, out var compression))
        {
            using var passed = Open(files[file]);
            using var compressor = new BlockCompressor(compression);
            using var kept = new PartialFile(folder.Result("kept", files[file], compression));
            using var duplicates = new PartialFile(folder.Result("duplicates", files[file], compression));
            var writer = new DuplicateWriter(kept, duplicates, compressor, options.KeepsRemoved);
            var (first, end) = _index.OfFile(file);
            for (var document = first; document < end; document++)
            {
                interrupted.ThrowIfCancellationRequested();
                var place = _index.Documents[document];
                writer.Read(passed!, place);
                if (firsts[document] is not { First: >= 0 } of)
                {
                    writer.Keep();
                    continue;
                }

                var firstFile = files[_index.FileOf(of.First)].Path;
                writer.Remove(of, files[file].Path, place, firstFile, _index.Documents[of.First]);
            }

            writer.Complete();
        }
    }
}

/// <summary>The document that another one is a duplicate of.</summary>
/// <param name="First">Its number; -1 for none.</param>
/// <param name="Stage">Stage that found it.</param>
/// <param name="Reason">Reason for reports.</param>
internal readonly record struct DuplicateOf(int First, string Stage, string Reason)
{
    /// <summary>No duplicate.</summary>
    public static DuplicateOf None { get; } = new(-1, "", "");
}
