using System.CommandLine;
using Headroom.Capacity.Ladder;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay;
using Headroom.Cli.Sizing;
using Headroom.Cluster;

namespace Headroom.Cli.Capacity;

/// <summary><c>headroom gap</c>: how much more is asked for than there is, and what becomes of what there is.</summary>
internal static class GapCommand
{
    private const int MonthsMax = 240;

    public static Command Create(Terminal terminal)
    {
        var history = Files.One("--history", "History of jobs [default: the sample history]");
        var format = JobHistories.Format();
        var strict = JobHistories.Strict();
        var fleet = FleetShapes.Option("--fleet", new GpuFleetShape(8, 8));
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
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "gap",
            "Measure supply step by step against all that was asked for: running and pending.",
            "headroom gap",
            "headroom gap --history jobs.txt --format sacct --fleet 64x8 --busy 0.6 --mfu 0.35",
            "headroom gap --history jobs.csv --fleet 64x8 --unit flop --chip H100 --output json",
            "headroom gap quoted --demand 123.6 --supply 57.9 --use 0.3")
        {
            history, format, strict, fleet, unit, chip, facts, inService, busy, useful, lead, doubling, output,
            GapQuotedCommand.Create(terminal),
        };
        command.SetAction((parsed, interrupted) =>
        {
            var path = parsed.GetValue(history);
            if (path is not null && parsed.GetResult(fleet) is null)
            {
                throw new CommandFailure(
                    ExitCode.WrongUse, "a history alone does not say how much there is; give --fleet, such as 64x8.");
            }

            IReadOnlyList<string> paths = path is null ? [] : [path];
            var read = JobHistories.Read(
                paths, format.In(parsed), parsed.GetValue(strict), Samples.QueueJobs)[0];
            SkippedLines.Report(terminal, [read]);
            var jobs = GapJobs.Of(read, fleet.In(parsed), terminal);
            var supply = new GapSupply
            {
                Gpus = fleet.In(parsed).GpuCount,
                InService = parsed.GetResult(inService) is null ? null : inService.In(parsed),
                Busy = parsed.GetResult(busy) is null ? null : busy.In(parsed),
                Useful = parsed.GetResult(useful) is null ? null : useful.In(parsed),
            };
            var result = new GapResult(read.Name, GapLadder.Measure(jobs.Jobs, supply))
            {
                Factor = Factor(unit.In(parsed), parsed.GetValue(chip), parsed.GetValue(facts)),
                Unit = unit.In(parsed) == GapOutputUnit.Flop ? "FLOP" : "GPU-hours",
                LeadMonths = parsed.GetValue(lead) ?? 18,
                DoublingMonths = doubling.In(parsed),
                Share = jobs.ReturnedByEasy(fleet.In(parsed)),
            };
            GapOutput.Write(terminal, result, output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

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

/// <summary>Units of a gap.</summary>
internal enum GapOutputUnit
{
    /// <summary>Hours of one accelerator.</summary>
    GpuHours,

    /// <summary>Floating-point operations at the dense peak.</summary>
    Flop,
}
