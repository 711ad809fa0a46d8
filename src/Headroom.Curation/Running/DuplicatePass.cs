using System.IO.Hashing;
using System.Text;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Input;
using Headroom.Curation.Recipes;
using Headroom.Curation.Repetition;
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

    private readonly ParallelOptions _parallel = new()
    {
        MaxDegreeOfParallelism = options.Workers,
        CancellationToken = interrupted,
    };

    /// <summary>Removes duplicates and cuts out what is repeated; what was cut, by stage.</summary>
    /// <param name="counts">Counts of each file so far; become those of the run's end.</param>
    public IReadOnlyList<StageCount> Run(IReadOnlyList<RunCounts> counts)
    {
        var firsts = new DuplicateOf[_index.Documents.Count];
        Array.Fill(firsts, DuplicateOf.None);
        var handles = files.Select(Open).ToArray();
        try
        {
            if (recipe.ValuesOf(DuplicateForms.Url) is not null) FindPages(handles, firsts);
            if (recipe.ValuesOf(DuplicateForms.Exact) is not null) FindExact(firsts);
            if (recipe.ValuesOf(DuplicateForms.MinHash) is { } values)
                FindNear(new NearDuplicates(values), handles, firsts);
            if (recipe.ValuesOf(DuplicateForms.Noisy) is { } noisy)
                FindNoisy(new NoisyDuplicates(noisy), handles, firsts);
            var cut = new List<StageCount>();
            var cuts = recipe.StageNames.Any(DuplicateForms.OfParts.Contains)
                ? new RepeatPass(_index, handles, recipe, _parallel).Find(Left(firsts), folder.File("work/texts"), cut)
                : null;
            Count(firsts, handles, counts);
            var text = 0;
            for (var file = 0; file < files.Count; file++)
                Write(file, handles[file], firsts, cuts, ref text, counts[file]);
            return cut;
        }
        finally
        {
            foreach (var handle in handles) handle?.Dispose();
        }
    }

    private static int[] Left(DuplicateOf[] firsts) =>
        [.. Enumerable.Range(0, firsts.Length).Where(document => firsts[document].First < 0)];

    private void FindPages(SafeFileHandle?[] handles, DuplicateOf[] firsts)
    {
        var records = new PassedRecords(_index, handles, recipe.TextKey);
        var reader = new MemberReader(recipe.UrlPath);
        var known = new Dictionary<UInt128, int>();
        for (var document = 0; document < firsts.Length; document++)
        {
            interrupted.ThrowIfCancellationRequested();
            if (reader.Read(records.RecordOf(document)) is not { } address) continue;

            var hash = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(PageAddress.Normalized(address)));
            if (!known.TryAdd(hash, document))
                firsts[document] = new DuplicateOf(known[hash], DuplicateForms.Url, "same_page");
        }
    }

    private void FindExact(DuplicateOf[] firsts)
    {
        var left = Left(firsts);
        var same = ExactDuplicates.FirstOfEach([.. left.Select(document => _index.Documents[document].Hash)]);
        for (var index = 0; index < left.Length; index++)
        {
            if (same[index] != index)
                firsts[left[index]] = new DuplicateOf(left[same[index]], DuplicateForms.Exact, "exact_duplicate");
        }
    }

    private void FindNear(NearDuplicates near, SafeFileHandle?[] handles, DuplicateOf[] firsts)
    {
        var left = Left(firsts);
        var pairs = near.Find(
            _index.Signatures, left, () => Shingled(handles), options.Workers, interrupted);
        Join(pairs, left, firsts, DuplicateForms.MinHash, "near_duplicate");
    }

    private PassedShingles Shingled(SafeFileHandle?[] handles)
    {
        var shingles = new Shingles(recipe.ValuesOf(DuplicateForms.MinHash)!.Whole("shingle"));
        return new PassedShingles(_index, handles, recipe.TextKey, text => Jaccard.SetOf(shingles.Of(text)));
    }

    private void FindNoisy(NoisyDuplicates noisy, SafeFileHandle?[] handles, DuplicateOf[] firsts)
    {
        var left = Left(firsts);
        var pairs = noisy.Find(
            left, () => new PassedShingles(_index, handles, recipe.TextKey, new NoisyFeatures().Of), options.Workers,
            interrupted);
        Join(pairs, left, firsts, DuplicateForms.Noisy, "noisy_duplicate");
    }

    private static void Join(
        IReadOnlyList<DuplicatePair> pairs, int[] left, DuplicateOf[] firsts, string stage, string reason)
    {
        var clusters = new Clusters(firsts.Length);
        foreach (var pair in pairs) clusters.Join(pair.First, pair.Second);
        foreach (var document in left)
        {
            var first = clusters.FirstOf(document);
            if (first != document)
                firsts[document] = new DuplicateOf(first, stage, reason);
        }
    }

    private void Count(DuplicateOf[] firsts, SafeFileHandle?[] handles, IReadOnlyList<RunCounts> counts)
    {
        var records = new PassedRecords(_index, handles, recipe.TextKey);
        for (var document = 0; document < firsts.Length; document++)
        {
            if (firsts[document] is not { First: >= 0 } of) continue;

            var file = _index.FileOf(document);
            Remove(counts[file], of.Stage, of.Reason, _index.Documents[document].TextBytes);
            if (!counts[file].Examples.HasRoom(of.Stage, of.Reason)) continue;

            counts[file].Examples.Add(
                of.Stage, of.Reason, files[file].Path, _index.Documents[document].InputOffset,
                records.TextOf(document).Text);
        }
    }

    private static void Remove(RunCounts counts, string stage, string reason, int bytes)
    {
        counts.Remove(stage, reason, 1, bytes);
        counts.DocumentsOut--;
        counts.BytesOut -= bytes;
    }

    private SafeFileHandle? Open(InputFile file)
    {
        var path = folder.Scratch(file, "passed");
        return File.Exists(path) ? File.OpenHandle(path, options: FileOptions.RandomAccess) : null;
    }

    private void Write(
        int file, SafeFileHandle? passed, DuplicateOf[] firsts, Cuts? cuts, ref int text, RunCounts counts)
    {
        using (InputStream.Open(files[file].Path, out var compression))
        {
            var form = FileForm.Of(files[file], compression, options.Form);
            using var writer = new DuplicateWriter(folder, form, recipe.TextKey, options.KeepsRemoved);
            var (first, end) = _index.OfFile(file);
            for (var document = first; document < end; document++)
            {
                interrupted.ThrowIfCancellationRequested();
                var place = _index.Documents[document];
                writer.Read(passed!, place);
                if (firsts[document] is { First: >= 0 } of)
                    writer.Remove(of, place, files[_index.FileOf(of.First)], _index.Documents[of.First]);
                else
                    Keep(writer, place, cuts?.Of(text++).ToArray() ?? [], counts);
            }

            writer.Complete();
        }
    }

    private void Keep(DuplicateWriter writer, SignedDocument place, TextRange[] cut, RunCounts counts)
    {
        if (cut.Length == 0)
        {
            writer.Keep();
            return;
        }

        var stage = recipe.StageNames.First(DuplicateForms.OfParts.Contains);
        var left = writer.KeepLeft(cut, stage, place);
        if (left == 0) Remove(counts, stage, DuplicateWriter.RepeatedText, place.TextBytes);
        else counts.BytesOut -= place.TextBytes - left;
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
