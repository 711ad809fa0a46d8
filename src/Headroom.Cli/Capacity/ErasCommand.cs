using System.CommandLine;
using System.Globalization;
using Headroom.Capacity.Eras;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay;
using Headroom.Traces.Systems;

namespace Headroom.Cli.Capacity;

/// <summary><c>headroom eras</c>: how fast training compute has grown, and how much the window decides.</summary>
internal static class ErasCommand
{
    private const int SamplesMax = 100_000;
    private const int SamplesUsual = 1_000;
    private const int MonthsMax = 240;

    public static Command Create(Terminal terminal)
    {
        var data = Files.One("--data", "Table of trained systems: System, Publication date, Training compute (FLOPs)");
        data.Required = true;
        var window = new Option<EraYears?>("--window")
        {
            Description = "Fit only systems published in these years, such as 2012-2018",
            HelpName = "YEAR-YEAR",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => EraYears.Parse(result.Tokens[0].Value) is { } years
                ? years
                : Fail(result, $"--window '{result.Tokens[0].Value}' is not two years such as 2012-2018"),
        };
        var samples = Numbers.Whole("--samples", "Bootstrap samples [default: 1000]", 1, SamplesMax);
        var backtest = new Option<bool>("--backtest")
        {
            Description = "Show what a planner of each year would have been told, and what came",
        };
        var lead = Numbers.Whole("--lead", "Months from order to opening, for --backtest [default: 18]", 1, MonthsMax);
        var html = SharedOptions.Html();
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "eras",
            "Fit the growth of training compute, with intervals, and show how the window decides it.",
            "headroom eras --data compute-trends-123.csv",
            "headroom eras --data compute-trends-123.csv --window 2012-2018",
            "headroom eras --data compute-trends-123.csv --html eras.html",
            "headroom eras --data compute-trends-123.csv --backtest --lead 24")
        {
            data, window, samples, backtest, lead, html, output,
        };
        command.SetAction((parsed, _) =>
        {
            var page = parsed.GetValue(html) is { } target ? WholeFile.At(target) : null;
            var systems = Read(parsed.GetValue(data)!, parsed.GetValue(window));
            if (parsed.GetValue(backtest))
            {
                if (page is not null)
                    throw new CommandFailure(ExitCode.WrongUse, "--html is of the trends; leave --backtest out for it.");

                var months = parsed.GetValue(lead) ?? 18;
                EraOutput.WriteBacktest(terminal, systems, months, output.In(parsed));
                return Task.FromResult(ExitCode.Done);
            }

            var rows = EraRow.All(systems, parsed.GetValue(window), parsed.GetValue(samples) ?? SamplesUsual);
            page?.Write(EraReport.Page(systems, rows, ShellText.CommandLine(parsed)));
            EraOutput.Write(terminal, rows, output.In(parsed));
            if (page is not null) terminal.Error.WriteLine($"headroom: wrote {page.Path}.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static EraYears? Fail(System.CommandLine.Parsing.ArgumentResult result, string sentence)
    {
        result.AddError(sentence);
        return null;
    }

    private static TrainedSystem[] Read(string path, EraYears? window)
    {
        var systems = TrainedSystemFile.Read(path)
            .Where(one => window is null || one.Published.Year >= window.First && one.Published.Year <= window.Last)
            .Select(one => new TrainedSystem(one.Name, one.Published.DayNumber, one.Operations)).ToArray();
        return systems.Select(system => system.Day).Distinct().Count() >= 2
            ? systems
            : throw new CommandFailure(ExitCode.WrongUse, string.Create(CultureInfo.InvariantCulture,
                $"{path}: {systems.Length} systems with compute in the window; a trend needs two of different days."));
    }
}
