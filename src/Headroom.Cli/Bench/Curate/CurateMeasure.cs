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

    /// <summary>MB of text for each second of processor time.</summary>
    public static double Rate(BenchRun bench, Recipe recipe)
    {
        var folder = Directory.CreateTempSubdirectory("headroom-curate-");
        try
        {
            var input = Path.Combine(folder.FullName, "documents.jsonl");
            File.WriteAllLines(input, CorpusTexts.Records(bench));
            var rates = new double[Runs];
            var report = Run(recipe, input, folder, "warm");
            for (var run = 0; run < Runs; run++)
            {
                var name = $"run{run}";
                var start = Environment.CpuUsage.TotalTime;
                report = Run(recipe, input, folder, name);
                rates[run] = report.BytesIn / 1e6 / (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            }

            Array.Sort(rates);
            bench.Add(new BenchFigure("text", report.BytesIn / 1e6, "MB", ""));
            bench.Add(new BenchFigure("documents", report.DocumentsIn, "", ""));
            bench.Add(new BenchFigure("kept", report.DocumentsOut, "", ""));
            foreach (var cut in report.Cut) bench.Add(new BenchFigure("repeated", cut.Bytes / 1e6, "MB", ""));
            return rates[Runs / 2];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RunReport Run(Recipe recipe, string input, DirectoryInfo folder, string name) => CurationRun.Execute(
        recipe,
        new RunOptions { Inputs = [input], OutputFolder = Path.Combine(folder.FullName, name), Workers = 1 },
        _ => { },
        CancellationToken.None);
}
