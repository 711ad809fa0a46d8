using Headroom.Curation.Deduplication;
using Headroom.Curation.Recipes;
using Headroom.Curation.Repetition;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Curation.Running;

/// <summary>Finds what is repeated inside the documents that are left, and is cut out of them.</summary>
internal sealed class RepeatPass(
    DocumentIndex index, IReadOnlyList<SafeFileHandle?> files, Recipe recipe, ParallelOptions options)
{
    /// <summary>What is cut; the texts are numbered in the order of <paramref name="left"/>.</summary>
    /// <param name="left">Numbers of the documents, rising.</param>
    /// <param name="path">A file for their texts, gone afterwards.</param>
    /// <param name="counts">Takes what each stage cuts, whether or not another one cuts it too.</param>
    public Cuts Find(int[] left, string path, List<StageCount> counts)
    {
        using var file = File.OpenHandle(
            path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        var texts = WriteTexts(left, file);
        var found = new List<TextRange[]>();
        foreach (var stage in DuplicateForms.OfParts)
        {
            if (recipe.ValuesOf(stage) is not { } values) continue;

            var ranges = stage == DuplicateForms.Substrings
                ? RepeatedText.Find(texts, values.Whole("bytes-min"), values.Is("keep-first"), options)
                : RepeatedPieces.Find(texts, new TextPieces(areParagraphs: stage == DuplicateForms.Paragraphs),
                    values.Whole(DuplicateForms.CharactersMin), options);
            var (documents, bytes) = new Cuts(texts, ranges).Count();
            counts.Add(new StageCount(stage, "repeated", documents, bytes));
            found.Add(ranges);
        }

        return new Cuts(texts, TextRange.Union(found));
    }

    private CorpusTexts WriteTexts(int[] left, SafeFileHandle file)
    {
        var starts = new long[left.Length + 1];
        for (var text = 0; text < left.Length; text++)
            starts[text + 1] = starts[text] + index.Documents[left[text]].TextBytes;
        Parallel.For(
            0, left.Length, options, () => new PassedRecords(index, files, recipe.TextKey),
            (text, _, records) =>
            {
                RandomAccess.Write(file, records.TextOf(left[text]).Text, starts[text]);
                return records;
            },
            _ => { });
        return new CorpusTexts(file, starts);
    }
}
