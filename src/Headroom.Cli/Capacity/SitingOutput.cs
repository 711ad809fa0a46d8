using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;

namespace Headroom.Cli.Capacity;

/// <summary>Prints a plan of sites.</summary>
internal static class SitingOutput
{
    // What the solver leaves of an order that is none.
    private const double PetabytesLeast = 1e-6;

    /// <summary>The scenario that ships.</summary>
    public static string SampleFile => Path.Combine(AppContext.BaseDirectory, "samples", "siting", "east-west.json");

    public static void Write(Terminal terminal, SitingResult result, OutputFormat format)
    {
        if (format == OutputFormat.Json)
            terminal.Output.WriteLine(JsonText.Object(result, WriteJson));
        else
            WriteTable(terminal, result);
    }

    private static void WriteTable(Terminal terminal, SitingResult result)
    {
        var hasChips = result.Case.Chips.Count > 0;
        var halls = new TextTable(
            TableColumn.Words(hasChips ? "CLUSTER, CHIP" : "CLUSTER"), new("HALLS"),
            new(hasChips ? "GPUS OF DEMAND" : "GPUS"), TableColumn.Words("ORDERED IN QUARTER"));
        foreach (var (option, row) in result.Case.Options.Zip(result.Plan.Halls))
        {
            if (row.Sum() == 0) continue;

            halls.Add(
                option.Name, NumberText.Whole(row.Sum()), NumberText.Whole(row.Sum() * option.Gpus),
                string.Join(", ", row.Index().Where(order => order.Item > 0).Select(order =>
                    string.Create(CultureInfo.InvariantCulture, $"{order.Index + 1} ({order.Item})"))));
        }

        halls.Write(terminal);
        terminal.Output.WriteLine();
        if (result.Case.Storage is not null) WriteStorage(terminal, result);
        var futures = new TextTable(
            TableColumn.Words("FUTURE"), new("PROBABILITY"), new("COST"), new("UNSERVED"), new("REGRET"),
            new("AT MOST"));
        for (var i = 0; i < result.Case.Futures.Count; i++)
        {
            var (future, outcome) = (result.Case.Futures[i], result.Plan.Futures[i]);
            futures.Add(
                future.Name, NumberText.Decimals(future.Probability, 2), NumberText.Whole(outcome.Cost),
                $"{(100 * outcome.Unserved).ToString("0.0", CultureInfo.InvariantCulture)} %",
                Money(result.Regrets?[i]?.Found), Money(result.Regrets?[i]?.Most));
        }

        futures.Write(terminal);
        terminal.Output.WriteLine();
        WriteRules(terminal, result);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Expected cost {result.Plan.Cost:#,0}; no plan has less than {result.Plan.Bound:#,0} "
            + $"(gap {100 * result.Plan.Gap:0.###} %)."));
        if (result.StochasticValue is { } value)
        {
            terminal.Output.WriteLine($"A plan for mean growth alone would cost {NumberText.Whole(value.Found)} more, at most "
                + $"{NumberText.Whole(value.Most)}.");
        }
    }

    private static void WriteStorage(Terminal terminal, SitingResult result)
    {
        var table = new TextTable(TableColumn.Words("CLUSTER"), new("PETABYTES"), TableColumn.Words("ORDERED IN QUARTER"));
        foreach (var (place, row) in result.Case.Clusters.Zip(result.Plan.Orders.Petabytes))
        {
            var orders = row.Index().Where(order => order.Item >= PetabytesLeast).ToArray();
            if (orders.Length == 0) continue;

            table.Add(
                place.Name, NumberText.Decimals(orders.Sum(order => order.Item), 1),
                string.Join(", ", orders.Select(order =>
                    string.Create(CultureInfo.InvariantCulture, $"{order.Index + 1} ({order.Item:0.0})"))));
        }

        table.Write(terminal);
        var worst = result.Case.Futures.Zip(result.Plan.Futures).MaxBy(one => one.Second.Unstored);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"At most {100 * worst.Second.Unstored:0.0} % of the data find no place, in '{worst.First.Name}'."));
        terminal.Output.WriteLine();
    }

    private static string Money(double? amount) => amount is { } told ? NumberText.Whole(told) : NumberText.None;

    private static void WriteRules(Terminal terminal, SitingResult result)
    {
        if (result.RulePrices is not { } prices) return;

        var rules = new TextTable(TableColumn.Words("RULE"), new("SAVED WITHOUT IT"), new("AT MOST"));
        for (var i = 0; i < prices.Count; i++)
            rules.Add(result.Case.Rules[i].Name, Money(prices[i].Found), Money(prices[i].Most));
        rules.Write(terminal);
        terminal.Output.WriteLine();
    }

    private static void WriteJson(Utf8JsonWriter json, SitingResult result)
    {
        json.WriteNumber("cost", result.Plan.Cost);
        json.WriteNumber("bound", result.Plan.Bound);
        json.WriteNumber("gap", result.Plan.Gap);
        json.WriteNumberOrNull("valueOfStochasticSolution", result.StochasticValue?.Found);
        json.WriteNumberOrNull("valueOfStochasticSolutionMost", result.StochasticValue?.Most);
        json.WriteStartArray("orders");
        foreach (var (option, row) in result.Case.Options.Zip(result.Plan.Halls))
        {
            foreach (var (quarter, halls) in row.Index().Where(order => order.Item > 0))
            {
                json.WriteStartObject();
                json.WriteString("cluster", option.Place.Name);
                if (option.Chip is { } chip) json.WriteString("chip", chip.Name);
                json.WriteNumber("quarter", quarter + 1);
                json.WriteNumber("halls", halls);
                if (option.Chip is not null) json.WriteNumber("chips", halls * option.Chips);
                json.WriteNumber("gpus", halls * option.Gpus);
                json.WriteNumber("opensInQuarter", quarter + 1 + option.LeadQuarters);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("storage");
        foreach (var (place, row) in result.Case.Clusters.Zip(result.Plan.Orders.Petabytes))
        {
            foreach (var (quarter, petabytes) in row.Index().Where(order => order.Item >= PetabytesLeast))
            {
                json.WriteStartObject();
                json.WriteString("cluster", place.Name);
                json.WriteNumber("quarter", quarter + 1);
                json.WriteNumber("petabytes", petabytes);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("futures");
        for (var i = 0; i < result.Case.Futures.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("future", result.Case.Futures[i].Name);
            json.WriteNumber("probability", result.Case.Futures[i].Probability);
            json.WriteNumber("cost", result.Plan.Futures[i].Cost);
            json.WriteNumber("unserved", result.Plan.Futures[i].Unserved);
            json.WriteNumber("unstored", result.Plan.Futures[i].Unstored);
            json.WriteNumberOrNull("regret", result.Regrets?[i]?.Found);
            json.WriteNumberOrNull("regretMost", result.Regrets?[i]?.Most);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rules");
        for (var i = 0; i < (result.RulePrices?.Count ?? 0); i++)
        {
            json.WriteStartObject();
            json.WriteString("rule", result.Case.Rules[i].Name);
            json.WriteNumber("savedWithoutIt", result.RulePrices![i].Found);
            json.WriteNumber("savedWithoutItMost", result.RulePrices[i].Most);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
