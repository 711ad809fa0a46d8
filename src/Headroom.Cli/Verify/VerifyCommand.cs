using System.CommandLine;
using System.Globalization;
using System.IO.Enumeration;
using System.Text.Json;
using Headroom.Cli.Bench;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Verify;

/// <summary><c>headroom verify</c>: computes published figures again and prints them beside ours.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = PublicHistories.Option();
        var only = new Option<string?>("--only")
        {
            Description = "Only entries whose id matches, such as chinchilla.* or *weekly*",
            HelpName = "PATTERN",
            Arity = ArgumentArity.ExactlyOne,
        };
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "verify",
            "Compute figures that papers publish, and print published beside ours. Exit code 1 on any miss.",
            "headroom verify --data data",
            "headroom verify --data data --only chinchilla.* --output json")
        {
            data, only, output,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var folder = new VerifyFolder(PublicHistories.FolderOf(parsed.GetValue(data)));
            var entries = GoldenEntry.Read(folder.Golden).Concat(RegisteredFigures.All)
                .Where(entry => Matches(entry.Id, parsed.GetValue(only))).ToArray();
            if (entries.Length == 0)
            {
                throw new CommandFailure(
                    ExitCode.NotFound, $"no entry matches '{parsed.GetValue(only)}'; leave --only out to see all ids.");
            }

            var figures = new List<PublishedFigure>();
            using (var progress = new ProgressBar(terminal, "entries", entries.Length))
            {
                for (var i = 0; i < entries.Length; i++)
                {
                    interrupted.ThrowIfCancellationRequested();
                    figures.AddRange(Verifier.Figures(entries[i], folder));
                    progress.Draw(i + 1);
                }
            }

            Write(terminal, figures, output.In(parsed));
            return Task.FromResult(figures.All(figure => figure.Holds) ? ExitCode.Done : ExitCode.Failed);
        });
        return command;
    }

    private static bool Matches(string id, string? pattern) => pattern is null
        || FileSystemName.MatchesSimpleExpression(pattern, id)
        || id.Contains(pattern, StringComparison.OrdinalIgnoreCase);

    private static void Write(Terminal terminal, List<PublishedFigure> figures, OutputFormat format)
    {
        var missed = figures.Count(figure => !figure.Holds);
        var skipped = figures.Count(figure => figure.Ours is null);
        if (format == OutputFormat.Json)
        {
            terminal.Output.Write("{\"figures\":");
            JsonText.WriteArray(terminal.Output, figures, WriteFigure);
            terminal.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $",\"checked\":{figures.Count - skipped},\"missed\":{missed},\"skipped\":{skipped}}}"));
            return;
        }

        var table = new TextTable(
            TableColumn.Words(""), TableColumn.Words("FIGURE"), new("PUBLISHED"), new("OURS"), TableColumn.Words("TOLERANCE"),
            TableColumn.Words("SOURCE"));
        foreach (var figure in figures)
        {
            table.Add(
                Verdict(figure), figure.Id, Number(figure.Published.Value),
                figure.Ours is { } ours ? Number(ours) : "no data", figure.Tolerance.Text, figure.Source);
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
        foreach (var figure in figures.Where(figure => figure.Fault is not null))
            terminal.Output.WriteLine($"{figure.Id}: {figure.Fault}");
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{figures.Count - skipped} figures computed, {missed} missed, {skipped} without data at hand."));
    }

    private static void WriteFigure(Utf8JsonWriter json, PublishedFigure figure)
    {
        json.WriteString("id", figure.Id);
        json.WriteNumber("published", figure.Published.Value);
        json.WriteNumberOrNull("ours", figure.Ours);
        json.WriteString("tolerance", figure.Tolerance.Text);
        json.WriteString("source", figure.Source);
        json.WriteString("verdict", Verdict(figure));
        if (figure.Fault is { } fault) json.WriteString("fault", fault);
    }

    private static string Verdict(PublishedFigure figure) =>
        figure.Ours is null ? "skipped" : figure.Holds ? "ok" : "MISS";

    private static string Number(double value) => Math.Abs(value) is >= 1e7 or < 1e-3 and > 0
        ? value.ToString("0.#####E+0", CultureInfo.InvariantCulture)
        : value.ToString("0.######", CultureInfo.InvariantCulture);
}
