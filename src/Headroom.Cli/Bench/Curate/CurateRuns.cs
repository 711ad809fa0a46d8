using Headroom.Curation.Recipes;

namespace Headroom.Cli.Bench.Curate;

/// <summary>
/// How fast a core curates: records in, records out, in MB of text for each second of processor time.
/// </summary>
internal static class CurateRuns
{
    private const string FilterSource = "documents of one language of the corpus, JSONL in, JSONL out, one worker, "
        + "median of 3 after one to warm up; peer: datatrove with NLTK words, 0.67 English and 0.39 Chinese";

    private const string MinHashSource = "the same documents: signatures, candidates, exact similarity, clusters, files; "
        + "peer: datatrove's four stages, 1.6 to 1.9 English and 0.50 Chinese";

    public static IReadOnlyList<BenchScenario> Scenarios { get; } =
    [
        new()
        {
            Name = "curate-filter",
            Unit = "MB/s",
            Must = 40,
            Ideal = 70,
            Peer = 0.67,
            MemoryMustMiB = 512,
            Source = FilterSource,
            Measure = bench => CurateMeasure.Rate(bench, CurateMeasure.FilterRecipe()),
        },
        new()
        {
            Name = "curate-minhash",
            Unit = "MB/s",
            Must = 70,
            Ideal = 120,
            Peer = 1.9,
            MemoryMustMiB = 512,
            Source = MinHashSource,
            Measure = bench => CurateMeasure.Rate(bench, RecipeFile.Parse("minhash", "stages: [minhash]")),
        },
    ];
}
