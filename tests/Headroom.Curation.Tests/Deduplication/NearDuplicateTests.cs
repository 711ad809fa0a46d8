using System.Text;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Filters;

namespace Headroom.Curation.Tests.Deduplication;

/// <summary>Documents with controlled edits, and the exact similarity of every pair of them.</summary>
public sealed class NearDuplicateTests
{
    private const int ShingleLength = 5;

    [Theory]
    [InlineData("en", 0.97)]
    [InlineData("zh", 0.97)]
    public void Pairs_of_similarity_07_are_found_and_few_others(string language, double least)
    {
        var records = CurationCases.Records("neardup.jsonl.gz")
            .Where(record => record.GetProperty("lang").GetString()!.StartsWith(language, StringComparison.Ordinal))
            .ToArray();
        var names = records.Select(record => record.GetProperty("id").GetString()!).ToArray();
        var numbers = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var truth = CurationCases.Records("neardup_truth.jsonl.gz")
            .Where(pair => pair[2].GetDouble() >= 0.7 && numbers.ContainsKey(pair[0].GetString()!)
                && numbers.ContainsKey(pair[1].GetString()!))
            .Select(pair => Ordered(numbers[pair[0].GetString()!], numbers[pair[1].GetString()!]))
            .ToHashSet();

        var found = Find([.. records.Select(record => record.GetProperty("text").GetString()!)])
            .Select(pair => (pair.First, pair.Second)).ToHashSet();

        var hits = found.Count(truth.Contains);
        var f1 = 2.0 * hits / (found.Count + truth.Count);
        TestContext.Current.TestOutputHelper!.WriteLine($"{language}: {hits} of {truth.Count}, {found.Count} found, F1 {f1:F4}");
        Assert.InRange(f1, least, 1);
    }

    private static IReadOnlyList<DuplicatePair> Find(string[] texts)
    {
        var form = DuplicateForms.Find(DuplicateForms.MinHash)!;
        var values = new RuleValues(form.Keys, new Dictionary<string, double>());
        var signer = new MinHashSigner(values.Whole("bands") * values.Whole("rows"));
        var shingles = new Shingles(ShingleLength);
        var sets = texts.Select(text => Jaccard.SetOf(shingles.Of(Encoding.UTF8.GetBytes(text)))).ToArray();
        var signatures = new uint[texts.Length * signer.Length];
        for (var document = 0; document < texts.Length; document++)
            signer.Sign(sets[document], signatures.AsSpan(document * signer.Length, signer.Length));

        return new NearDuplicates(values).Find(
            signatures, [.. Enumerable.Range(0, texts.Length)], () => new SetsInMemory(sets), workers: 2,
            CancellationToken.None);
    }

    private static (int First, int Second) Ordered(int left, int right) => left < right ? (left, right) : (right, left);

    private sealed class SetsInMemory(ulong[][] sets) : IShingleSource
    {
        public ulong[] SetOf(int document) => sets[document];
    }
}
