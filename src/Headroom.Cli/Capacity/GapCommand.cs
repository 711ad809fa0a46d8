using System.CommandLine;
using Headroom.Capacity.Ladder;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Cli.Replay;
using Headroom.Cli.Sizing;
using Headroom.Traces;

namespace Headroom.Cli.Capacity;

/// <summary><c>headroom gap</c>: how much more is asked for than there is, and what becomes of what there is.</summary>
internal static class GapCommand
{
    private const int MonthsMax = 240;
    private const int DaysMax = 90;
    private const string FleetUsual = "8x8";

    public static Command Create(Terminal terminal)
    {
        var history = Files.One("--history", "History of jobs [default: the sample history]");
        var format = Choices.One("--format", "format", "How the history is written; live: a pool's own, from its server",
            ("csv", new GapFormat(JobHistoryFormat.Csv)), ("sacct", new GapFormat(JobHistoryFormat.Sacct)),
            ("kueue", new GapFormat(JobHistoryFormat.Kueue)), ("muri", new GapFormat(JobHistoryFormat.Muri)),
            ("chronus", new GapFormat(JobHistoryFormat.Chronus)), ("gavel", new GapFormat(JobHistoryFormat.Gavel)),
            ("live", new GapFormat(null)));
        var strict = JobHistories.Strict();
        var fleet = new Option<string?>("--fleet")
        {
            Description = $"What there is: nodes x GPUs of each, or a fleet file [default: {FleetUsual}]",
            HelpName = "NODESxGPUS|FILE",
            Arity = ArgumentArity.ExactlyOne,
        };
        var unit = Choices.One("--unit", "unit", "Unit of all figures",
            ("gpu-hours", GapOutputUnit.GpuHours), ("flop", GapOutputUnit.Flop));
        var chip = new Option<string?>("--chip")
        {
            Description = "Kind of chip, for --unit flop",
            HelpName = "NAME",
            Arity = ArgumentArity.ExactlyOne,
        };
        var facts = Files.One("--facts", "Chips of your own; they come before those that ship");
        var inService = Numbers.Fraction("--in-service", "Share of the chips in service [default: all]", 1, (0.001, 1));
        var busy = Numbers.Fraction("--busy", "Measured share of allocated time at work [default: not told]", 1, (0, 1));
        var useful = Numbers.Fraction("--mfu", "Measured share of the peak at work [default: not told]", 1, (0, 1));
        var lead = Numbers.Whole("--lead", "Months from order to opening [default: 18]", 1, MonthsMax);
        var doubling = Numbers.Fraction(
            "--doubling", "Months in which demand doubles [default: 5.7]", 5.7, (0.1, 1200));
        var days = Numbers.Whole("--days", "Days that --format live looks back [default: 7]", 1, DaysMax);
        var cells = new Option<bool>("--cells")
        {
            Description = "Also demand by pool, chip, tenant and hour at once, with --output json",
        };
        var routes = new GapRoutes();
        var html = SharedOptions.Html();

        var command = new DocumentedCommand(
            "gap",
            "Measure supply step by step against all that was asked for: running, pending and refused.",
            "headroom gap",
            "headroom gap --history jobs.txt --format sacct --fleet 64x8 --busy 0.6 --mfu 0.35",
            "headroom gap --history workloads.json --format kueue --fleet fleet.yaml --html gap.html",
            "headroom gap --history jobs.csv --fleet 64x8 --unit flop --chip H100 --output json",
            "headroom gap --format live --days 30",
            "headroom gap --scenario samples/siting/east-west.json --price 2.5 --output json",
            "headroom gap quoted --demand 123.6 --supply 57.9 --use 0.3")
        {
            history, format, strict, fleet, unit, chip, facts, inService, busy, useful, lead, doubling, days, cells,
            html,
            GapQuotedCommand.Create(terminal),
        };
        foreach (var option in routes.All) command.Add(option);
        return command.Serve(terminal, async (call, cancellation) =>
        {
            var parsed = call.Parsed;
            var page = parsed.GetValue(html) is { } target ? WholeFile.At(target) : null;
            double? Told(DefaultedOption<double> option) => parsed.GetResult(option) is null ? null : option.In(parsed);
            var told = new GapSupply
            {
                Gpus = 1,
                InService = Told(inService),
                Busy = Told(busy),
                Useful = Told(useful),
            };
            var asked = new GapSource(
                parsed.GetValue(history), format.In(parsed).Written, parsed.GetValue(strict), parsed.GetValue(fleet))
            {
                HasCells = parsed.GetValue(cells),
            };
            if (asked is { HasCells: true, Format: null })
                throw new CommandFailure(ExitCode.WrongUse, "--cells needs a history; --format live has sums alone.");

            var measured = asked.Format is { } written
                ? Recorded(terminal, asked, written, told)
                : await LiveGap.MeasureAsync(call, parsed.GetValue(days), told, cancellation);
            var ladder = measured.Ladder;
            var today = DateOnly.FromDateTime(call.Terminal.Clock.GetUtcNow().UtcDateTime);
            var result = new GapResult(measured.Name, ladder)
            {
                Factor = Factor(unit.In(parsed), parsed.GetValue(chip), parsed.GetValue(facts)),
                Unit = unit.In(parsed) == GapOutputUnit.Flop ? "FLOP" : "GPU-hours",
                LeadMonths = parsed.GetValue(lead) ?? 18,
                DoublingMonths = doubling.In(parsed),
                Share = measured.Share,
                Cells = measured.Cells,
                Measures = routes.Measures(
                    parsed, ladder, measured.Share, (parsed.GetValue(chip), parsed.GetValue(facts)), today),
            };
            page?.Write(GapReport.Page(result, ShellText.CommandLine(parsed)));
            GapOutput.Write(terminal, result, call.Format);
            if (page is not null) terminal.Error.WriteLine($"headroom: wrote {page.Path}.");
            return ExitCode.Done;
        });
    }

    private static MeasuredGap Recorded(Terminal terminal, GapSource asked, JobHistoryFormat format, GapSupply told)
    {
        if (asked.Path is not null && asked.Fleet is null)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, "a history alone does not say how much there is; give --fleet, such as 64x8.");
        }

        IReadOnlyList<string> paths = asked.Path is { } path ? [path] : [];
        var read = JobHistories.Read(paths, format, asked.IsStrict, Samples.QueueJobs)[0];
        SkippedLines.ReportFaults(terminal, read);
        var fleet = GapFleet.Of(asked.Fleet ?? FleetUsual);
        var jobs = GapJobs.Of(read, fleet.Shape, terminal);
        var supply = told with { Gpus = fleet.GpuCount, Pools = fleet.Pools(read), Chips = fleet.Chips(read) };
        var ladder = GapLadder.Measure(jobs.All, supply);
        return new MeasuredGap(read.Name, ladder, jobs.ReturnedByEasy(fleet.Shape, ladder))
        {
            Cells = asked.HasCells ? CellsOf(jobs, ladder) : null,
        };
    }

    private static IReadOnlyList<GapCell> CellsOf(GapJobs jobs, GapLadder ladder) =>
        GapCell.Measure(jobs.All, ladder.Hours.Count) ?? throw new CommandFailure(
            ExitCode.WrongUse, "the history has too many hours and tenants for --cells; give it a shorter history.");

    // A GPU-hour at the peak, in floating-point operations.
    private static double Factor(GapOutputUnit unit, string? chip, string? facts)
    {
        if (unit == GapOutputUnit.GpuHours) return 1;

        const double TeraSecondsAnHour = 1e12 * 3600;
        return chip is not null
            ? Chips.Find(chip, facts).Teraflops * TeraSecondsAnHour
            : throw new CommandFailure(ExitCode.WrongUse, "--unit flop needs the kind of chip; name it with --chip.");
    }
}

/// <summary>Where a gap is measured.</summary>
/// <param name="Path">The history; null for the sample.</param>
/// <param name="Format">How it is written; null for a pool that runs.</param>
/// <param name="IsStrict">Whether bad lines are refused.</param>
/// <param name="Fleet">What there is, as it was written; null where it was not.</param>
internal sealed record GapSource(string? Path, JobHistoryFormat? Format, bool IsStrict, string? Fleet)
{
    /// <summary>Whether cells of pool, chip and tenant are wanted.</summary>
    public bool HasCells { get; init; }
}

/// <summary>How a history is written.</summary>
/// <param name="Written">Its format; null for a pool that runs, which has no file.</param>
internal sealed record GapFormat(JobHistoryFormat? Written);

/// <summary>A gap that was measured.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Ladder">The gap.</param>
/// <param name="Share">GPU-hours that a better policy takes off it; null where it was not replayed.</param>
internal sealed record MeasuredGap(string Name, GapLadder Ladder, double? Share)
{
    /// <summary>Cells of pool, chip and tenant; null where they were not asked for.</summary>
    public IReadOnlyList<GapCell>? Cells { get; init; }
}

/// <summary>Units of a gap.</summary>
internal enum GapOutputUnit
{
    /// <summary>Hours of one accelerator.</summary>
    GpuHours,

    /// <summary>Floating-point operations at the dense peak.</summary>
    Flop,
}
