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

    private const string SubstringSource = "the same documents: bytes in runs of 100 that occur twice, cut out; "
        + "peer: libdivsufsort with longest common prefixes, 9.2, and Google's tool, 2.8, both from text in memory";

    private const string SignalSource = "the same documents: 27 signals of RedPajama-V2, those of lines too, written "
        + "into each record; peer: RedPajama-V2, 0.72 for 25 of them, from text in memory";

    private const string DecontaminationSource = "the same documents: runs of 13 words of a hundredth of them looked for and "
        + "cut out with their surroundings; peer: lm-evaluation-harness' Janitor in Python, 3.6";

    private const string PageSource = "the main text of 2,000 pages made up of documents of the corpus, with menus, sidebars, "
        + "comments and footers, out of a web archive, median of 3; peer: trafilatura, 32, on pages of its own";

    private const string PipelineSource = "the same documents, two workers on the clock: language, filters, exact and near "
        + "duplicates, files in and out; peer: the same stages of datatrove, about 0.45 a core";

    private const string LanguageSource = "the language of single sentences in memory, all bytes of them looked at, "
        + "median of 5; peer: CLD2, 8 to 18";

    private const string TokenSource = "tokens of the same documents in memory, as o200k has them, median of 3 after one to "
        + "warm up; peer: Microsoft.ML.Tokenizers, which is measured in the same run too";

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
        new()
        {
            Name = "curate-substring",
            Unit = "MB/s",
            Must = 11,
            Ideal = 20,
            Peer = 9.2,
            MemoryMustMiB = 512,
            Source = SubstringSource,
            Measure = bench => CurateMeasure.Rate(
                bench, RecipeFile.Parse("substring", "stages: [substring-duplicates]")),
        },
        new()
        {
            Name = "curate-signals",
            Unit = "MB/s",
            Must = 36,
            Ideal = 70,
            Peer = 0.72,
            MemoryMustMiB = 512,
            Source = SignalSource,
            Measure = bench => CurateMeasure.Rate(bench, RecipeFile.Parse("signals", "stages: [signals]")),
        },
        new()
        {
            Name = "curate-language",
            Unit = "MB/s",
            Must = 20,
            Ideal = 60,
            Peer = 18,
            MemoryMustMiB = 512,
            Source = LanguageSource,
            Measure = LanguageMeasure.Rate,
        },
        new()
        {
            Name = "curate-tokens",
            Unit = "MB/s",
            Must = 17,
            Ideal = 43,
            Peer = 8.6,
            MemoryMustMiB = 512,
            Source = TokenSource,
            Measure = TokenMeasure.Rate,
        },
        new()
        {
            Name = "curate-decontaminate",
            Unit = "MB/s",
            Must = 100,
            Ideal = 200,
            Peer = 3.6,
            MemoryMustMiB = 512,
            Source = DecontaminationSource,
            Measure = CurateMeasure.DecontaminationRate,
        },
        new()
        {
            Name = "curate-html",
            Unit = "pages/s",
            Must = 320,
            Ideal = 640,
            Peer = 32,
            MemoryMustMiB = 512,
            Source = PageSource,
            Measure = PageMeasure.Rate,
        },
        new()
        {
            Name = "curate-pipeline",
            Unit = "MB/s",
            Must = 25,
            Ideal = 40,
            Peer = 0.9,
            MemoryMustMiB = 512,
            Source = PipelineSource,
            Measure = bench => CurateMeasure.WallRate(bench, CurateMeasure.WholeRecipe(bench.Language), workers: 2),
        },
    ];
}
