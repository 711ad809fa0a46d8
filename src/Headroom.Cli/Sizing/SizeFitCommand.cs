using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay;
using Headroom.Sizing.Fitting;
using Headroom.Sizing.ScalingLaws;

namespace Headroom.Cli.Sizing;

/// <summary><c>headroom size fit</c>: fits a scaling law to measured models, with intervals.</summary>
internal static class SizeFitCommand
{
    private const int SamplesMax = 100_000;
    private const int SamplesUsual = 400;

    // Fewer points leave nothing to tell the five numbers of a law by.
    private const int PointsLeast = 10;

    // The compute of Chinchilla, at which the ratio of tokens to parameters is compared.
    private const double Operations = 5.88e23;

    public static Command Create(Terminal terminal)
    {
        var points = Files.One("--points", "Measured models: the columns Model Size, Training FLOP and loss");
        points.Required = true;
        var samples = Numbers.Whole("--samples", "Bootstrap samples [default: 400]", 2, SamplesMax);
        var threads = SharedOptions.Threads();
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));
        var command = new DocumentedCommand(
            "fit",
            "Fit a scaling law to measured models, with intervals from a bootstrap.",
            "headroom size fit --points svg_extracted_data.csv --samples 4000")
        {
            points, samples, threads, output,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var measured = Bootstrap.Points(parsed.GetValue(points)!);
            if (measured.Length < PointsLeast)
            {
                throw new CommandFailure(ExitCode.WrongUse,
                    $"{parsed.GetValue(points)}: {measured.Length} points are left; a law needs {PointsLeast} at least.");
            }

            var (law, objective) = ScalingFit.Fit(measured);
            var laws = Bootstrap.Laws(
                measured, law, parsed.GetValue(samples) ?? SamplesUsual,
                new RunPool(terminal, parsed.GetValue(threads), interrupted));
            Write(terminal, Rows(law, laws), measured.Length, objective, output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static IReadOnlyList<SizeInterval> Rows(ScalingLaw law, IReadOnlyList<ScalingLaw> laws) =>
    [
        SizeInterval.Of("E", law, laws, one => one.Floor),
        SizeInterval.Of("A", law, laws, one => one.ParameterFactor),
        SizeInterval.Of("B", law, laws, one => one.TokenFactor),
        SizeInterval.Of("alpha", law, laws, one => one.ParameterExponent),
        SizeInterval.Of("beta", law, laws, one => one.TokenExponent),
        SizeInterval.Of("parametersAt5.88e23", law, laws, one => one.Optimum(Operations).Parameters),
        SizeInterval.Of("tokensPerParameterAt5.88e23", law, laws, one => one.Optimum(Operations).Ratio),
    ];

    private static void Write(
        Terminal terminal, IReadOnlyList<SizeInterval> rows, int points, double objective, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Output.Write(string.Create(
                CultureInfo.InvariantCulture, $"{{\"points\":{points},\"objective\":{objective:R},\"figures\":"));
            JsonText.WriteArray(terminal.Output, rows, WriteRow);
            terminal.Output.WriteLine("}");
            return;
        }

        var table = new TextTable(TableColumn.Words("FIGURE"), new("FIT"), new("2.5 %"), new("50 %"), new("97.5 %"));
        foreach (var row in rows) table.Add(row.Name, Text(row.Fit), Text(row.Low), Text(row.Middle), Text(row.High));
        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{points} points, the five of the greatest loss left out; objective {objective:0.########} (sum of Huber losses)."));
    }

    private static void WriteRow(Utf8JsonWriter json, SizeInterval row)
    {
        json.WriteString("figure", row.Name);
        json.WriteNumber("fit", row.Fit);
        json.WriteNumber("low", row.Low);
        json.WriteNumber("median", row.Middle);
        json.WriteNumber("high", row.High);
    }

    private static string Text(double value) => value < 1000
        ? value.ToString("0.####", CultureInfo.InvariantCulture)
        : Quantity.Text(value);
}
