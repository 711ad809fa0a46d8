using System.Globalization;
using System.Text.Json;
using Headroom.Capacity.Ladder;
using Headroom.Capacity.Planning;
using Headroom.Cli.Output;

namespace Headroom.Cli.Capacity;

/// <summary>Prints a gap.</summary>
internal static class GapOutput
{
    private const int TenantsShown = 20;

    public static void Write(Terminal terminal, GapResult result, OutputFormat format)
    {
        if (result.Ladder.Hours.Any(hour => hour.Running > result.Ladder.Supply.Gpus * (1 + 1e-9)))
        {
            terminal.Error.WriteLine("headroom: in some hours more chips run than the fleet has, so the ladder is wrong; "
                + "give the fleet of the time with --fleet.");
        }

        if (format == OutputFormat.Json)
            terminal.Output.WriteLine(JsonText.Object(result, WriteJson));
        else
            WriteTable(terminal, result);
    }

    private static IEnumerable<(string Step, string Key, double? Value)> Steps(GapLadder ladder) =>
    [
        ("nameplate", "nameplate", ladder.Nameplate),
        ("in service", "inService", ladder.InService),
        ("allocated", "allocated", ladder.Allocated),
        ("busy", "busy", ladder.Busy),
        ("useful (MFU)", "useful", ladder.Useful),
        ("demand: running", "running", ladder.Allocated),
        ("demand: pending", "pending", ladder.Pending),
        ("demand", "demand", ladder.Demand),
        ("gap", "gap", ladder.Gap),
        ("waited beside free chips", "waitedBesideFree", ladder.WaitedBesideFree),
    ];

    private static void WriteTable(Terminal terminal, GapResult result)
    {
        var ladder = result.Ladder;
        var table = new TextTable(TableColumn.Words(result.Name), new(result.Unit), new("OF NAMEPLATE"));
        foreach (var (step, _, value) in Steps(ladder))
            table.Add(step, value is null ? "not measured" : Amount(value * result.Factor), Percent(value / ladder.Nameplate));
        table.Write(terminal);
        terminal.Output.WriteLine();

        var tenants = new TextTable(TableColumn.Words("TENANT"), new("RUNNING"), new("PENDING"));
        foreach (var (tenant, demand) in ladder.Tenants.Take(TenantsShown))
        {
            tenants.Add(
                tenant.Length > 0 ? tenant : "(not told)", Amount(demand.Running * result.Factor),
                Amount(demand.Pending * result.Factor));
        }

        tenants.Write(terminal);
        terminal.Output.WriteLine();
        var hours = ladder.HoursOfDay();
        var busiest = Enumerable.Range(0, hours.Count).MaxBy(hour => hours[hour].Demand);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Over {ladder.Hours.Count} hours; most is asked for in hour {busiest} of the day, counted from the history's begin: "
            + $"{hours[busiest].Demand:0.#} of {ladder.Supply.Gpus:0} GPUs."));
        terminal.Output.WriteLine(result.Share is { } share
            ? $"Share: backfill on the same fleet takes {Amount(share * result.Factor)} {result.Unit} of waiting away."
            : "Share: there are too many jobs to replay here; headroom replay queue does it.");
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Build: ordered to match today's demand and opened in {result.LeadMonths} months, capacity covers "
            + $"{100 * Cover(result):0} % of demand that doubles every {result.DoublingMonths} months."));
        if (ladder.Busy is null || ladder.Useful is null)
        {
            terminal.Output.WriteLine(
                "What allocated chips really do was not told: measure it, and give it with --busy and --mfu.");
        }
    }

    private static void WriteJson(Utf8JsonWriter json, GapResult result)
    {
        var ladder = result.Ladder;
        json.WriteString("history", result.Name);
        json.WriteString("unit", result.Unit);
        json.WriteNumber("gpus", ladder.Supply.Gpus);
        json.WriteNumber("hours", ladder.Hours.Count);
        foreach (var (_, key, value) in Steps(ladder)) json.WriteNumberOrNull(key, value * result.Factor);
        json.WriteStartObject("wedge");
        json.WriteNumber("leadMonths", result.LeadMonths);
        json.WriteNumber("doublingMonths", result.DoublingMonths);
        json.WriteNumber("coverAtOpening", Cover(result));
        json.WriteEndObject();
        json.WriteStartObject("routes");
        json.WriteNumberOrNull("share", result.Share * result.Factor);
        json.WriteEndObject();
        json.WriteStartArray("tenants");
        foreach (var (tenant, demand) in ladder.Tenants)
        {
            json.WriteStartObject();
            json.WriteString("tenant", tenant);
            json.WriteNumber("running", demand.Running * result.Factor);
            json.WriteNumber("pending", demand.Pending * result.Factor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("hoursOfDay");
        foreach (var hour in ladder.HoursOfDay())
        {
            json.WriteStartObject();
            json.WriteNumber("runningGpus", hour.Running);
            json.WriteNumber("pendingGpus", hour.Pending);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static double Cover(GapResult result) => LeadTime.Cover(result.LeadMonths, result.DoublingMonths);

    private static string Amount(double? value) => value is null
        ? NumberText.None
        : value.Value.ToString(value >= 1e9 ? "0.###E+0" : "#,0", CultureInfo.InvariantCulture);

    private static string Percent(double? share) => share is { } value && double.IsFinite(value)
        ? $"{(100 * value).ToString("0.0", CultureInfo.InvariantCulture)} %"
        : NumberText.None;
}
