using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;

namespace Headroom.Cli.Capacity;

/// <summary>Prints a plan of sites.</summary>
internal static class SitingOutput
{
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
        var halls = new TextTable(
            TableColumn.Words("CLUSTER"), new("HALLS"), new("GPUS"), TableColumn.Words("ORDERED IN QUARTER"));
        for (var cluster = 0; cluster < result.Case.Clusters.Count; cluster++)
        {
            var row = result.Plan.Halls[cluster];
            if (row.Sum() == 0) continue;

            halls.Add(
                result.Case.Clusters[cluster].Name, NumberText.Whole(row.Sum()),
                NumberText.Whole(row.Sum() * result.Case.Clusters[cluster].HallGpus),
                string.Join(", ", row.Index().Where(order => order.Item > 0).Select(order =>
                    string.Create(CultureInfo.InvariantCulture, $"{order.Index + 1} ({order.Item})"))));
        }

        halls.Write(terminal);
        terminal.Output.WriteLine();
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
        for (var cluster = 0; cluster < result.Case.Clusters.Count; cluster++)
        {
            foreach (var (quarter, halls) in result.Plan.Halls[cluster].Index().Where(order => order.Item > 0))
            {
                json.WriteStartObject();
                json.WriteString("cluster", result.Case.Clusters[cluster].Name);
                json.WriteNumber("quarter", quarter + 1);
                json.WriteNumber("halls", halls);
                json.WriteNumber("gpus", halls * result.Case.Clusters[cluster].HallGpus);
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
