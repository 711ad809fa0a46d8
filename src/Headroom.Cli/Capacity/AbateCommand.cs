using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Capacity.Abatement;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Traces.Measures;

namespace Headroom.Cli.Capacity;

/// <summary><c>headroom abate</c>: the cheapest mix of measures that closes a gap by a day.</summary>
internal static class AbateCommand
{
    private const double BudgetMost = 1e15;

    public static Command Create(Terminal terminal)
    {
        var gap = Files.One("--gap", "A gap as 'headroom gap --output json' prints it, in GPU-hours");
        var measures = Files.One("--measures", "What else can be done: measure,route,gpu_hours,cost_per_gpu_hour,ready");
        var by = new Option<DateOnly?>("--by")
        {
            Description = "Day by which measures have to be ready, such as 2027-12-31",
            HelpName = "DATE",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    return day;

                result.AddError($"--by '{text}' is no date such as 2027-12-31");
                return null;
            },
        };
        (gap.Required, by.Required) = (true, true);
        var budget = Numbers.Fraction("--budget", "Most that all may cost [default: no limit]", 0, (0, BudgetMost));
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));
        var command = new DocumentedCommand(
            "abate",
            "Order measures by what a closed GPU-hour costs, and take the cheapest that close a gap by a day.",
            "headroom abate --gap gap.json --by 2027-12-31",
            "headroom abate --gap gap.json --measures measures.csv --by 2027-12-31",
            "headroom abate --gap gap.json --measures measures.csv --by 2027-12-31 --budget 100000 --output json")
        {
            gap, measures, by, budget, output,
        };
        command.SetAction((parsed, _) =>
        {
            var path = parsed.GetValue(gap)!;
            var known = GapFile.Read(path);
            AbatementMeasure[] all = [.. known.Measures, .. Own(parsed.GetValue(measures))];
            if (all.Length == 0)
            {
                throw new CommandFailure(ExitCode.WrongUse,
                    "the gap names nothing that would close it; let 'headroom gap' compute routes (--price, --scenario, "
                    + "--like), or name --measures.");
            }

            double? limit = parsed.GetResult(budget) is null ? null : budget.In(parsed);
            var day = parsed.GetValue(by)!.Value;
            Write(
                terminal,
                [.. known.Scales.Select(scale => AbatementMix.Of(all, known.Gap * scale, day, limit))],
                output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static IEnumerable<AbatementMeasure> Own(string? path) => path is null
        ? []
        : MeasureFile.Read(path).Select(one =>
            new AbatementMeasure(one.Name, one.Route, one.GpuHours, one.CostPerGpuHour, one.Ready));

    // The first mix is for the gap itself; the others for one that is smaller and larger.
    private static void Write(Terminal terminal, AbatementMix[] mixes, OutputFormat format)
    {
        var mix = mixes[0];
        if (format == OutputFormat.Json)
        {
            terminal.Output.WriteLine(JsonText.Object(mixes, WriteJson));
            return;
        }

        var table = new TextTable(
            TableColumn.Words("MEASURE"), TableColumn.Words("ROUTE"), new("COST A GPU-HOUR"), new("GPU-HOURS"), new("CLOSED"));
        var closed = 0.0;
        foreach (var (measure, hours) in mix.Steps)
        {
            closed += hours;
            table.Add(
                measure.Name, measure.Route, NumberText.Decimals(measure.CostPerGpuHour, 3), NumberText.Whole(hours),
                mix.Gap > 0 ? $"{NumberText.Decimals(100 * closed / mix.Gap, 1)} %" : NumberText.None);
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(
            $"{NumberText.Whole(mix.Closed)} of {NumberText.Whole(mix.Gap)} GPU-hours are closed for "
            + $"{NumberText.Whole(mix.Cost)}; {NumberText.Whole(mix.Open)} stay open.");
        foreach (var other in mixes[1..])
        {
            terminal.Output.WriteLine($"Were the gap {NumberText.Whole(other.Gap)}: cost {NumberText.Whole(other.Cost)}, the last "
                + $"GPU-hour at {NumberText.Decimals(other.MarginalCost, 3)}, {NumberText.Whole(other.Open)} open.");
        }
    }

    private static void WriteJson(Utf8JsonWriter json, AbatementMix[] mixes)
    {
        WriteMix(json, mixes[0]);
        json.WriteStartArray("measures");
        foreach (var (measure, hours) in mixes[0].Steps)
        {
            json.WriteStartObject();
            json.WriteString("measure", measure.Name);
            json.WriteString("route", measure.Route);
            json.WriteNumber("costPerGpuHour", measure.CostPerGpuHour);
            json.WriteNumber("gpuHours", hours);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sensitivity");
        foreach (var other in mixes[1..])
        {
            json.WriteStartObject();
            WriteMix(json, other);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMix(Utf8JsonWriter json, AbatementMix mix)
    {
        json.WriteNumber("gap", mix.Gap);
        json.WriteNumber("closed", mix.Closed);
        json.WriteNumber("open", mix.Open);
        json.WriteNumber("cost", mix.Cost);
        json.WriteNumberOrNull("marginalCost", mix.MarginalCost);
    }
}
