using System.Text;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Filters;

namespace Headroom.Curation.Tests.Deduplication;

/// <summary>Copies of documents with misread letters, in another order or with parts gone.</summary>
public sealed class NoisyDuplicateTests
{
    // Natural near duplicates are left out: nobody made them from one another.
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Copies_are_traced_to_what_they_were_made_from(string language)
    {
        var records = CurationCases.Records("neardup.jsonl.gz")
            .Where(record => record.GetProperty("lang").GetString()!.StartsWith(language, StringComparison.Ordinal))
            .Where(record => record.GetProperty("edit").GetString() != "natural")
            .ToArray();
        var origins = records.Select(record => record.GetProperty("cluster").GetString()!).ToArray();
        var edits = records.Select(record => record.GetProperty("edit").GetString()!).ToArray();

        var pairs = Find([.. records.Select(record => record.GetProperty("text").GetString()!)], workers: 2);

        var clusters = new Clusters(records.Length);
        foreach (var pair in pairs) clusters.Join(pair.First, pair.Second);
        var firsts = Enumerable.Range(0, records.Length).Select(clusters.FirstOf).ToArray();
        var right = PairsOf(firsts.Zip(origins));
        var f1 = 2.0 * right / (PairsOf(firsts) + PairsOf(origins));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{language}: F1 {f1:F3}; {right} pairs of {PairsOf(firsts)} found and {PairsOf(origins)} made");

        var bases = edits.Index().Where(edit => edit.Item == "base")
            .ToDictionary(edit => origins[edit.Index], edit => edit.Index);
        var made = edits.Index().Where(edit => edit.Item != "base");
        foreach (var kind in made.GroupBy(edit => edit.Item).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var found = kind.Average(edit => firsts[edit.Index] == firsts[bases[origins[edit.Index]]] ? 1.0 : 0);
            TestContext.Current.TestOutputHelper.WriteLine($"{kind.Key}: {found:F3}");

            // Of words with one letter in twenty misread two thirds of the copies are still told.
            Assert.True(found >= (kind.Key == "ocr_0.05" ? 0.6 : 0.9), kind.Key);
        }

        Assert.InRange(f1, 0.85, 1);
    }

    [Fact]
    public void What_is_found_does_not_depend_on_the_number_of_workers()
    {
        var random = new Random(11);
        var texts = Enumerable.Range(0, 60).Select(number => SomeText(new Random(number % 20), random)).ToArray();

        var one = Find(texts, workers: 1);

        Assert.NotEmpty(one);
        Assert.Equal(one, Find(texts, workers: 3));
        Assert.All(one, pair => Assert.Equal(pair.First % 20, pair.Second % 20));
    }

    // Sentences of one text in an order of its own.
    private static string SomeText(Random words, Random order)
    {
        var sentences = Enumerable.Range(0, 12).Select(_ => string.Join(
            ' ', Enumerable.Range(0, 10).Select(_ => $"word{words.Next(5000)}"))).ToArray();
        order.Shuffle(sentences);
        return string.Join(". ", sentences);
    }

    private static IReadOnlyList<DuplicatePair> Find(string[] texts, int workers)
    {
        var form = DuplicateForms.Find(DuplicateForms.Noisy)!;
        var features = new NoisyFeatures();
        var sets = texts.Select(text => features.Of(Encoding.UTF8.GetBytes(text))).ToArray();
        return new NoisyDuplicates(new RuleValues(form.Keys, new Dictionary<string, double>())).Find(
            [.. Enumerable.Range(0, texts.Length)], () => new Sets(sets), workers, CancellationToken.None);
    }

    private static long PairsOf<T>(IEnumerable<T> groups) =>
        groups.GroupBy(group => group).Sum(group => (long)group.Count() * (group.Count() - 1) / 2);

    private sealed class Sets(ulong[][] sets) : IShingleSource
    {
        public ulong[] SetOf(int document) => sets[document];
    }
}
