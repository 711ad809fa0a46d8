using Headroom.Curation.Recipes;
using Headroom.Curation.Running;

namespace Headroom.Cli.Bench.Curate;

/// <summary>Runs a recipe over the documents of one language and measures processor time.</summary>
internal static class CurateMeasure
{
    private const int Runs = 3;

    /// <summary>The filter chain of FineWeb as its code behaves, without deduplication.</summary>
    public static Recipe FilterRecipe()
    {
        var text = Profiles.Text("fineweb", isCompatible: true);
        var end = text.IndexOf("  - minhash", StringComparison.Ordinal);
        return RecipeFile.Parse("fineweb", text[..end]);
    }

    /// <summary>
    /// All that is usually done to a corpus: the filters of our own choice, language, exact and near duplicates.
    /// </summary>
    public static Recipe WholeRecipe(string language)
    {
        var isChinese = language.StartsWith("zh", StringComparison.Ordinal);
        var text = Profiles.Text(isChinese ? "chinese" : "headroom");
        var names = isChinese ? "en: false, zh-Hans: true, zh-Hant: true"
            : language == "en" ? "en: true"
            : $"en: false, {language}: true";
        return RecipeFile.Parse("whole", text.Replace(
            "stages:\n", $"stages:\n  - language: {{{names}, bytes-max: 2048}}\n", StringComparison.Ordinal));
    }

    /// <summary>MB of text for each second of processor time.</summary>
    public static double Rate(BenchRun bench, Recipe recipe) =>
        Rate(bench, recipe, workers: 1, options => options, BenchRun.ProcessorSeconds);

    /// <summary>MB of text for each second on the clock, with so many workers.</summary>
    public static double WallRate(BenchRun bench, Recipe recipe, int workers)
    {
        var processorSeconds = 0.0;
        var rate = Rate(bench, recipe, workers, options => options, work =>
        {
            var seconds = 0.0;
            processorSeconds = BenchRun.ProcessorSeconds(() => seconds = BenchRun.Seconds(work));
            return seconds;
        });
        bench.Add(new BenchFigure("processor time of the last run", processorSeconds, "s", ""));
        return rate;
    }

    /// <summary>
    /// MB of text for each second of processor time, against benchmarks that every hundredth document is in: what it
    /// asks is 400 characters from the middle of it.
    /// </summary>
    public static double DecontaminationRate(BenchRun bench)
    {
        var benchmarks = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(benchmarks, CorpusTexts.Texts(bench).Where((_, index) => index % 100 == 0)
                .Select(text => text.Length > 400 ? text.Substring((text.Length - 400) / 2, 400) : text)
                .Select(text => "q " + text.ReplaceLineEndings(" ")));
            return Rate(bench, RecipeFile.Parse("decontaminate", "stages: [decontaminate]"), workers: 1,
                options => options with { Benchmarks = [benchmarks] }, BenchRun.ProcessorSeconds);
        }
        finally
        {
            File.Delete(benchmarks);
        }
    }

    private static double Rate(
        BenchRun bench, Recipe recipe, int workers, Func<RunOptions, RunOptions> change, Func<Action, double> measure)
    {
        var folder = Directory.CreateTempSubdirectory("headroom-curate-");
        try
        {
            var input = Path.Combine(folder.FullName, "documents.jsonl");
            File.WriteAllLines(input, CorpusTexts.Records(bench));
            var run = 0;
            RunReport? last = null;
            var seconds = BenchRun.Median(Runs, measure, () => last = Run($"run{run++}"));
            var report = last!;
            bench.Add(new BenchFigure("text", report.BytesIn / 1e6, "MB", ""));
            bench.Add(new BenchFigure("documents", report.DocumentsIn, "", ""));
            bench.Add(new BenchFigure("kept", report.DocumentsOut, "", ""));
            foreach (var cut in report.Cut) bench.Add(new BenchFigure("repeated", cut.Bytes / 1e6, "MB", ""));
            return report.BytesIn / 1e6 / seconds;

            RunReport Run(string name) => CurationRun.Execute(
                recipe,
                change(new RunOptions
                {
                    Inputs = [input],
                    OutputFolder = Path.Combine(folder.FullName, name),
                    Workers = workers,
                }),
                _ => { },
                CancellationToken.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
