using System.CommandLine;
using System.Globalization;
using Headroom.Capacity.Eras;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay;
using Headroom.Cli.Sizing;
using Headroom.Sizing.Advice;
using Headroom.Traces.Systems;

namespace Headroom.Cli.Capacity;

/// <summary><c>headroom eras</c>: how fast training compute has grown, and how much the window decides.</summary>
internal static class ErasCommand
{
    private const int SamplesMax = 100_000;
    private const int SamplesUsual = 1_000;
    private const int MonthsMax = 240;
    private const int TopMax = 10_000;
    private const double CostMost = 1e6;

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
            Description = "Show what each year's planner would have been told, what came, and what it would have cost",
        };
        var shortage = Numbers.Fraction(
            "--shortage-cost", "Cost of missing capacity, in multiples of its own [default: 3]", 3, (0, CostMost));
        var idle = Numbers.Fraction(
            "--idle-cost", "Cost of idle capacity, in multiples of its own [default: 1]", 1, (0, CostMost));
        var price = Numbers.Fraction(
            "--price", "Price of an hour of --chip: losses in money [default: as shares]", 0, (0, CostMost));
        var chip = new Option<string?>("--chip")
        {
            Description = "Kind of chip that --price is of [default: H100]",
            HelpName = "NAME",
            Arity = ArgumentArity.ExactlyOne,
        };
        var lead = Numbers.Whole("--lead", "Months from order to opening, for --backtest [default: 18]", 1, MonthsMax);
        var domain = new Option<string?>("--domain")
        {
            Description = "Fit only systems of a domain, such as Language",
            HelpName = "NAME",
            Arity = ArgumentArity.ExactlyOne,
        };
        var frontier = new Option<bool>("--frontier")
        {
            Description = "Fit only systems that the table counts among the frontier",
        };
        var top = Numbers.Whole("--top", "Fit only systems among the N largest of their time", 1, TopMax);
        var html = SharedOptions.Html();
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "eras",
            "Fit the growth of training compute, with intervals, and show how the window decides it.",
            "headroom eras --data compute-trends-123.csv",
            "headroom eras --data compute-trends-123.csv --window 2012-2018",
            "headroom eras --data notable-ai-models.csv --domain Language --top 10 --window 2018-2024",
            "headroom eras --data compute-trends-123.csv --html eras.html",
            "headroom eras --data compute-trends-123.csv --backtest --lead 24",
            "headroom eras --data compute-trends-123.csv --backtest --price 2.5 --html plans.html")
        {
            data, window, domain, frontier, top, samples, backtest, lead, shortage, idle, price, chip, html, output,
        };
        command.SetAction((parsed, _) =>
        {
            var page = parsed.GetValue(html) is { } target ? WholeFile.At(target) : null;
            var years = parsed.GetValue(window);
            var filter = new SystemFilter
            {
                Domain = parsed.GetValue(domain),
                IsFrontier = parsed.GetValue(frontier),
                Top = parsed.GetValue(top),
                From = years is null ? null : new DateOnly(years.First, 1, 1),
                Until = years is null ? null : new DateOnly(years.Last, 12, 31).AddDays(1),
            };
            var systems = Read(parsed.GetValue(data)!, filter);
            if (parsed.GetValue(backtest))
            {
                var months = parsed.GetValue(lead) ?? 18;
                var plans = new EraPlans(EraPlans.Of(systems, months), months, shortage.In(parsed), idle.In(parsed))
                {
                    Price = PriceOf(price.In(parsed), parsed.GetValue(chip)),
                };
                if (plans.Plans.Count == 0)
                {
                    throw new CommandFailure(ExitCode.WrongUse,
                        "no year has five systems before it and others after its lead time; give more years or a "
                        + "shorter --lead.");
                }

                page?.Write(EraPlansReport.Page(plans, ShellText.CommandLine(parsed)));
                EraPlansOutput.Write(terminal, plans, output.In(parsed));
                if (page is not null) terminal.Error.WriteLine($"headroom: wrote {page.Path}.");
                return Task.FromResult(ExitCode.Done);
            }

            // The eras are of all systems together; whoever picks some of them wants one line through those.
            if (filter is not { Domain: null, IsFrontier: false, Top: null }) years ??= EraYears.Of(systems);
            var rows = EraRow.All(systems, years, parsed.GetValue(samples) ?? SamplesUsual);
            page?.Write(EraReport.Page(systems, rows, ShellText.CommandLine(parsed)));
            EraOutput.Write(terminal, rows, output.In(parsed));
            if (page is not null) terminal.Error.WriteLine($"headroom: wrote {page.Path}.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    // Money for a floating-point operation at the usual share of the chip's peak.
    private static double? PriceOf(double hourly, string? chip)
    {
        if (hourly <= 0) return null;

        var named = Chips.Find(chip ?? "H100", own: null);
        var hardware = new Hardware(named.Teraflops, named.MemoryGb, named.PowerWatts);
        return hardware.Hours(1, Hardware.Utilisation[1]) * hourly;
    }

    private static EraYears? Fail(System.CommandLine.Parsing.ArgumentResult result, string sentence)
    {
        result.AddError(sentence);
        return null;
    }

    private static TrainedSystem[] Read(string path, SystemFilter filter)
    {
        var systems = filter.Of(TrainedSystemFile.Read(path));
        return systems.Select(system => system.Day).Distinct().Count() >= 2
            ? systems
            : throw new CommandFailure(ExitCode.WrongUse, string.Create(CultureInfo.InvariantCulture,
                $"{path}: {systems.Length} systems with compute are left; a trend needs two of different days: "
                + $"choose more."));
    }
}
