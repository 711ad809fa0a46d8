using System.Globalization;
using System.Text.Json;
using Headroom.Capacity.Eras;
using Headroom.Cli.Output;

namespace Headroom.Cli.Capacity;

/// <summary>Prints what planners of each year would have been told.</summary>
internal static class EraPlansOutput
{
    public static void Write(Terminal terminal, EraPlans all, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Output.Write(string.Create(CultureInfo.InvariantCulture,
                $"{{\"leadMonths\":{all.LeadMonths},\"shortageCost\":{all.ShortageCost},"
                + $"\"idleCost\":{all.IdleCost},\"plans\":"));
            JsonText.WriteArray(terminal.Output, all.Plans, (json, plan) => WritePlan(json, all, plan));
            terminal.Output.WriteLine("}");
            return;
        }

        var table = new TextTable(
            new TableColumn("YEAR"), new("DOUBLING, MONTHS"), new("TOLD"), new("CAME"), new("COVER IF TOLD"),
            new("COVER IF MATCHED"), new("LOST IF TOLD"), new("LOST IF MATCHED"));
        foreach (var plan in all.Plans)
        {
            table.Add(
                EraPlans.Year(plan).ToString(CultureInfo.InvariantCulture), EraOutput.Months(plan.DoublingMonths),
                EraOutput.Power(plan.Told), EraOutput.Power(plan.Came), Percent(plan.CoverTold),
                Percent(plan.CoverMatched), Lost(all, plan, all.LossTold(plan)),
                Lost(all, plan, all.LossMatched(plan)));
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(Sentence(all));
    }

    /// <summary>What the figures are of.</summary>
    public static string Sentence(EraPlans all)
    {
        var unit = all.Price is null
            ? "as a share of what capacity for all that came costs"
            : "in money for one such training";
        return string.Create(CultureInfo.InvariantCulture,
            $"A plan of 1 January from the {EraPlans.HistoryYears} years before, for the median system "
            + $"{all.LeadMonths} months later (FLOP); cover is the share of what came: by the trend, and by matching "
            + $"the demand of the day. Lost is {unit}: what is missing costs {all.ShortageCost} times its capacity, "
            + $"what stands idle {all.IdleCost} times.");
    }

    /// <summary>A loss as people read it: money where a price is told, else a share.</summary>
    public static string Lost(EraPlans all, EraBacktest plan, double loss) =>
        all.Money(plan, loss) is { } money ? money.ToString(money < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture)
        : Percent(loss);

    public static string Percent(double share) => $"{(100 * share).ToString("0", CultureInfo.InvariantCulture)} %";

    private static void WritePlan(Utf8JsonWriter json, EraPlans all, EraBacktest plan)
    {
        json.WriteNumber("year", EraPlans.Year(plan));
        json.WriteNumberOrNull("doublingMonths", plan.DoublingMonths);
        json.WriteNumberOrNull("toldFlop", plan.Told);
        json.WriteNumberOrNull("cameFlop", plan.Came);
        json.WriteNumberOrNull("matchedFlop", plan.Matched);
        json.WriteNumberOrNull("coverTold", plan.CoverTold);
        json.WriteNumberOrNull("coverMatched", plan.CoverMatched);
        json.WriteNumberOrNull("lossTold", all.LossTold(plan));
        json.WriteNumberOrNull("lossMatched", all.LossMatched(plan));
        json.WriteNumberOrNull("costTold", all.Money(plan, all.LossTold(plan)));
        json.WriteNumberOrNull("costMatched", all.Money(plan, all.LossMatched(plan)));
    }
}
