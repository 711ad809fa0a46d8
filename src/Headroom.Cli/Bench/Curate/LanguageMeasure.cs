using System.Text;
using System.Text.Json;
using Headroom.Curation.Languages;

namespace Headroom.Cli.Bench.Curate;

/// <summary>How fast and how well a core tells languages.</summary>
internal static class LanguageMeasure
{
    private const int Runs = 5;
    private const int Rounds = 20;

    /// <summary>MB of sentences for each second of processor time.</summary>
    public static double Rate(BenchRun bench)
    {
        var sentences = new List<(string Language, byte[] Text)>();
        foreach (var line in File.ReadLines(bench.Histories.LanguageSentences))
        {
            using var record = JsonDocument.Parse(line);
            sentences.Add((record.RootElement.GetProperty("expected").GetString()!,
                Encoding.UTF8.GetBytes(record.RootElement.GetProperty("input").GetString()!)));
        }

        var identifier = new LanguageIdentifier(LanguageModel.Shipped);
        var right = sentences.Count(one => identifier.Guess(one.Text).Language == one.Language);
        var seconds = BenchRun.Median(Runs, BenchRun.ProcessorSeconds, () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (_, text) in sentences) identifier.Guess(text);
            }
        });
        bench.Add(new BenchFigure("sentences", sentences.Count, "", ""));
        bench.Add(new BenchFigure("languages known", LanguageModel.Shipped.Languages.Count, "", ""));
        bench.Add(new BenchFigure("as they are labelled", 100.0 * right / sentences.Count, "%", ""));
        return Rounds * sentences.Sum(one => (double)one.Text.Length) / 1e6 / seconds;
    }
}
