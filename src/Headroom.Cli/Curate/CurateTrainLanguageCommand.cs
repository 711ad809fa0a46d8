using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Curation.Languages;

namespace Headroom.Cli.Curate;

/// <summary><c>headroom curate train-language</c>: learns a model of languages from texts.</summary>
internal static class CurateTrainLanguageCommand
{
    private const int PiecesUsual = 20_000;
    private const int PiecesMax = 1_000_000;

    public static DocumentedCommand Create(Terminal terminal)
    {
        var folder = Files.One("--in", "Folder with a text for each language, such as de.txt and zh-Hant.txt");
        var model = Files.One("--out", "File for the model");
        var pieces = Numbers.Whole(
            "--pieces", $"Pieces of text to learn from in each language [default: {PiecesUsual}]", 1, PiecesMax);
        var seed = Numbers.Whole("--seed", "What makes a training repeatable [default: 1]", 0, int.MaxValue);

        var command = new DocumentedCommand(
            "train-language",
            "Learn to tell languages from texts, a sentence or a paragraph on each line.",
            "headroom curate train-language --in texts --out languages.model",
            "headroom curate train-language --in texts --out languages.model --pieces 5000 --seed 2")
        {
            folder, model, pieces, seed,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var files = TextsIn(parsed.GetValue(folder)
                ?? throw new CommandFailure(ExitCode.WrongUse, "--in is missing; name a folder of texts."));
            var path = parsed.GetValue(model)
                ?? throw new CommandFailure(ExitCode.WrongUse, "--out is missing; name a file for the model.");
            if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
                throw new CommandFailure(ExitCode.WrongUse, $"{path}: its folder is not there; make it first.");

            var each = parsed.GetValue(pieces) ?? PiecesUsual;
            LanguageModel learned;
            using (var progress = new ProgressBar(terminal, "learning, pieces", each * files.Count))
            {
                learned = LanguageTraining.Train(
                    files, each, (ulong)(parsed.GetValue(seed) ?? 1), progress.Draw, interrupted);
            }

            learned.Write(path);
            terminal.Output.WriteLine($"{path}: {string.Join(", ", learned.Languages)}");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Dictionary<string, string> TextsIn(string folder)
    {
        if (!Directory.Exists(folder))
            throw new CommandFailure(ExitCode.WrongUse, $"{folder}: there is no such folder; check the path.");

        var files = Directory.EnumerateFiles(folder, "*.txt")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => path, StringComparer.Ordinal);
        return files.Count is >= 2 and <= LanguageModel.LanguagesMax
            ? files
            : throw new CommandFailure(ExitCode.WrongUse,
                $"{folder}: it holds {files.Count} texts; give it 2 to {LanguageModel.LanguagesMax}, one a language.");
    }
}
