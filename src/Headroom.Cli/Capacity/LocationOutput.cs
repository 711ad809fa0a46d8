using System.Globalization;
using System.Text.Json;
using Headroom.Capacity.Siting;
using Headroom.Cli.Output;
using Headroom.Traces.Locations;

namespace Headroom.Cli.Capacity;

/// <summary>Prints a plan of locations.</summary>
internal static class LocationOutput
{
    // What the solver leaves of a share that is none.
    private const double Nothing = 1e-9;

    public static void Write(Terminal terminal, RecordedLocations read, LocationPlan plan, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Output.WriteLine(JsonText.Object(plan, (json, one) => WriteJson(json, read, one)));
            return;
        }

        var table = new TextTable(new TableColumn("SITE"), new("CAPACITY"), new("SERVES"), new("CUSTOMERS"));
        foreach (var site in plan.Opened)
        {
            table.Add(
                (site + 1).ToString(CultureInfo.InvariantCulture), NumberText.Whole(read.Capacities[site]),
                NumberText.Whole(Served(read, plan, site)),
                NumberText.Whole(plan.Shares.Count(shares => shares[site] > Nothing)));
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Cost {plan.Cost:0.000}; no plan costs less than {plan.Bound:0.000} (gap {100 * plan.Gap:0.####} %)."));
    }

    private static void WriteJson(Utf8JsonWriter json, RecordedLocations read, LocationPlan plan)
    {
        json.WriteNumber("cost", plan.Cost);
        json.WriteNumber("bound", plan.Bound);
        json.WriteNumber("gap", plan.Gap);
        json.WriteStartArray("sites");
        foreach (var site in plan.Opened)
        {
            json.WriteStartObject();
            json.WriteNumber("site", site + 1);
            json.WriteNumber("capacity", read.Capacities[site]);
            json.WriteNumber("serves", Served(read, plan, site));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static double Served(RecordedLocations read, LocationPlan plan, int site) =>
        plan.Shares.Select((shares, customer) => shares[site] * read.Demands[customer]).Sum();
}
