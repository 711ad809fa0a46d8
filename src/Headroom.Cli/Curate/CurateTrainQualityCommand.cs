using System.Text;
using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Curation.Quality;

namespace Headroom.Cli.Curate;

/// <summary><c>headroom curate train-quality</c>: learns a model of good and bad pages.</summary>
internal static class CurateTrainQualityCommand
{
    private const int PagesUsual = 40_000;
    private const int PagesMax = 10_000_000;
    private const int GivenMax = 100_000;

    public static DocumentedCommand Create(Terminal terminal)
    {
        var english = Files.Some("--english", "Good texts in English, one on each line or in records");
        var chinese = Files.Some("--chinese", "Good texts in Chinese, likewise");
        var model = Files.One("--out", "File for the model");
        var pages = Numbers.Whole(
            "--pages", $"Pages to learn from in each language [default: {PagesUsual}]", 1, PagesMax);
        var seed = Numbers.Whole("--seed", "What makes a training repeatable [default: 1]", 0, int.MaxValue);

        var command = new DocumentedCommand(
            "train-quality",
            "Learn to tell pages worth training on from adverts, bait, menus and lists, of pages that are made up.",
            "headroom curate train-quality --out quality.model",
            "headroom curate train-quality --english good.jsonl --chinese articles.txt --out quality.model --seed 2")
        {
            english, chinese, model, pages, seed,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var file = WholeFile.At(parsed.GetValue(model)
                ?? throw new CommandFailure(ExitCode.WrongUse, "--out is missing; name a file for the model."));
            var each = parsed.GetValue(pages) ?? PagesUsual;
            using (var progress = new ProgressBar(terminal, "learning, pages", 2 * each))
            {
                var learned = QualityTraining.Train(
                    TextsOf(english.In(parsed)), TextsOf(chinese.In(parsed)), each,
                    (ulong)(parsed.GetValue(seed) ?? 1), progress.Draw, interrupted);
                file.Write(learned.Text());
            }

            terminal.Output.WriteLine($"{parsed.GetValue(model)}: learned from {2 * each:N0} pages");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static List<string> TextsOf(IReadOnlyList<string> files)
    {
        var texts = new List<string>();
        foreach (var path in files)
        {
            if (!File.Exists(path))
                throw new CommandFailure(ExitCode.WrongUse, $"{path}: there is no such file; check the path.");
            texts.AddRange(
                File.ReadLines(path, Encoding.UTF8).Take(GivenMax).Select(TextOf).Where(text => text.Length > 0));
        }

        return texts;
    }

    private static string TextOf(string line)
    {
        if (!line.StartsWith('{')) return line;

        try
        {
            using var record = JsonDocument.Parse(line);
            return record.RootElement.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
