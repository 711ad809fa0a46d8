using System.Globalization;
using Headroom.Capacity.Ladder;
using Headroom.Cli.Output;

namespace Headroom.Cli.Capacity;

/// <summary>Prints a gap.</summary>
internal static class GapOutput
{
    private const int PartsShown = 20;

    public static void Write(Terminal terminal, GapResult result, OutputFormat format)
    {
        if (result.Ladder.Hours.Any(hour => hour.Running > result.Ladder.Supply.Gpus * (1 + 1e-9)))
        {
            terminal.Error.WriteLine("headroom: in some hours more chips run than the fleet has, so the ladder is wrong; "
                + "give the fleet of the time with --fleet.");
        }

        if (format == OutputFormat.Json)
            terminal.Output.WriteLine(JsonText.Object(result, GapJson.Write));
        else
            WriteTable(terminal, result);
    }

    /// <summary>A figure in the unit; '-' for none.</summary>
    public static string Amount(double? value) => value is null
        ? NumberText.None
        : value.Value.ToString(value >= 1e9 ? "0.###E+0" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>How a part of demand is called that has no name.</summary>
    public static string NameOf(GapPart part) => part.Name.Length > 0 ? part.Name : "(not told)";

    /// <summary>Whether parts tell anything: a single one is the whole.</summary>
    public static bool AreTold(IReadOnlyList<GapPart> parts) =>
        parts.Count > 1 || parts.Any(part => part.Gap is not null);

    /// <summary>What lead time leaves open, in a sentence.</summary>
    public static string Wedge(GapResult result) => string.Create(CultureInfo.InvariantCulture,
        $"Build: ordered to match today's demand and opened in {result.LeadMonths} months, capacity covers "
        + $"{100 * result.CoverAtOpening:0} % of demand that doubles every {result.DoublingMonths} months.");

    private static void WriteTable(Terminal terminal, GapResult result)
    {
        var ladder = result.Ladder;
        var table = new TextTable(TableColumn.Words(result.Name), new(result.Unit), new("OF NAMEPLATE"));
        foreach (var (step, _, value) in result.Steps)
            table.Add(step, value is null ? "not measured" : Amount(value * result.Factor), Percent(value / ladder.Nameplate));
        table.Write(terminal);
        terminal.Output.WriteLine();

        WriteParts(terminal, "TENANT", ladder.Tenants, result.Factor);
        if (AreTold(ladder.Pools)) WriteParts(terminal, "POOL", ladder.Pools, result.Factor);
        if (AreTold(ladder.Chips)) WriteParts(terminal, "CHIP", ladder.Chips, result.Factor);
        WriteRoutes(terminal, result);
        if (ladder.Busy is null || ladder.Useful is null)
        {
            terminal.Output.WriteLine(
                "What allocated chips really do was not told: measure it, and give it with --busy and --mfu.");
        }
    }

    private static void WriteParts(Terminal terminal, string title, IReadOnlyList<GapPart> parts, double factor)
    {
        var hasSupply = parts.Any(part => part.InService is not null);
        TableColumn[] columns = [TableColumn.Words(title), new("RUNNING"), new("PENDING"), new("REFUSED")];
        var table = new TextTable(hasSupply ? [.. columns, new("IN SERVICE"), new("GAP")] : columns);
        foreach (var part in parts.Take(PartsShown))
        {
            TableCell[] cells =
            [
                NameOf(part), Amount(part.Demand.Running * factor), Amount(part.Demand.Pending * factor),
                Amount(part.Demand.Refused * factor),
            ];
            table.Add(hasSupply ? [.. cells, Amount(part.InService * factor), Amount(part.Gap * factor)] : cells);
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
    }

    private static void WriteRoutes(Terminal terminal, GapResult result)
    {
        var (ladder, hours) = (result.Ladder, result.Ladder.HoursOfDay());
        var busiest = Enumerable.Range(0, hours.Count).MaxBy(hour => hours[hour].Demand);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Over {ladder.Hours.Count} {(ladder.Hours.Count == 1 ? "hour" : "hours")}; most is asked for in hour {busiest} of the day, counted from the history's begin: "
            + $"{hours[busiest].Demand:0.#} of {ladder.Supply.Gpus:0} GPUs."));
        terminal.Output.WriteLine(result.Share is { } share
            ? $"Share: a better policy on the same fleet takes {Amount(share * result.Factor)} {result.Unit} off the gap."
            : "Share: there are too many jobs to replay here; headroom replay queue does it.");
        foreach (var measure in result.Measures.Where(measure => measure.Route != GapRoutes.Share))
        {
            terminal.Output.WriteLine($"{char.ToUpperInvariant(measure.Route[0])}{measure.Route[1..]}: {measure.Name}: "
                + $"{Amount(measure.GpuHours * result.Factor)} {result.Unit} at "
                + $"{NumberText.Decimals(measure.CostPerGpuHour, 3)} a GPU-hour, from "
                + $"{measure.Ready.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");
        }

        terminal.Output.WriteLine(Wedge(result));
    }

    private static string Percent(double? share) => share is { } value && double.IsFinite(value)
        ? $"{(100 * value).ToString("0.0", CultureInfo.InvariantCulture)} %"
        : NumberText.None;
}
