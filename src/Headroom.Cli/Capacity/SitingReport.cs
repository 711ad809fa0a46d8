using System.Globalization;
using Headroom.Capacity.Siting;
using Headroom.Cli.Output;
using Headroom.Cli.Reports;

namespace Headroom.Cli.Capacity;

/// <summary>The page of a plan of sites: what to order when, how demand may grow, and what each future costs.</summary>
internal static class SitingReport
{
    public static string Page(SitingResult result, string commandLine)
    {
        var (problem, plan) = (result.Case, result.Plan);
        var page = new ReportPage("Where to build", string.Create(CultureInfo.InvariantCulture,
            $"{problem.Clusters.Count} clusters, {problem.Regions.Count} regions, {problem.Quarters} quarters, "
            + $"{problem.Futures.Count} futures of demand."));
        var gpus = problem.Options.Zip(plan.Halls, (option, row) => row.Sum() * option.Gpus).Sum();
        page.Cards(
        [
            new Card("Expected cost", NumberText.Whole(plan.Cost), $"no plan has less than {NumberText.Whole(plan.Bound)}"),
            new Card("Gap to the best plan", $"{NumberText.Decimals(100 * plan.Gap, 3)} %", "proved"),
            new Card("Halls", NumberText.Whole(plan.HallCount), $"{NumberText.Whole(gpus)} GPUs"),
            Worst(result),
        ]);
        Supply(page, result);
        Orders(page, result);
        if (result.Case.Storage is not null) Storage(page, result);
        Futures(page, result);
        if (result.RulePrices is { } prices) Rules(page, result, prices);
        return page.Finish(commandLine);
    }

    private static Card Worst(SitingResult result)
    {
        var (future, outcome) = result.Case.Futures.Zip(result.Plan.Futures).MaxBy(one => one.Second.Unserved);
        return new Card("Worst future", $"{NumberText.Decimals(100 * outcome.Unserved, 1)} %", $"unserved in '{future.Name}'");
    }

    // What stands in each quarter, against what each future asks for.
    private static void Supply(ReportPage page, SitingResult result)
    {
        var (problem, plan) = (result.Case, result.Plan);
        var quarters = Enumerable.Range(0, problem.Quarters).ToArray();
        var asked = problem.Regions.Sum(region =>
            region.Demand.Where((_, kind) => !problem.Classes[kind].IsStorage).Sum());
        double Standing(int quarter) => problem.Clusters.Sum(place => place.ExistingGpus)
            + problem.Options.Zip(plan.Halls, (option, row) =>
                option.Gpus * row.Take(Math.Max(0, quarter + 1 - option.LeadQuarters)).Sum()).Sum();
        ChartSeries[] series =
        [
            Series("built", 0, true, quarters, Standing),
            .. problem.Futures.Take(6).Select((future, i) => Series(
                future.Name, i + 1, false, quarters, quarter => asked * Math.Pow(future.Growth, quarter))),
        ];
        const string Title = "Supply and demand";
        const string Description = "Accelerators that stand in each quarter, and that each future asks for.";
        var chart = new LineChart
        {
            Title = Title,
            Description = Description,
            XTitle = "Quarter",
            Unit = "GPUs",
            Series = series,
        };
        page.Figure(Title, Description, Legend.Of(series), chart.Draw);
    }

    private static ChartSeries Series(
        string name, int color, bool isEmphasised, int[] quarters, Func<int, double> of) =>
        new(name, color, isEmphasised,
        [
            .. quarters.Select(quarter => (At: quarter + 1, Value: of(quarter)))
                .Select(point => new ChartPoint(point.At, point.Value, point.Value, point.Value)),
        ]);

    private static void Orders(ReportPage page, SitingResult result)
    {
        page.Heading("What to order");
        IReadOnlyList<IReadOnlyList<TableCell>> rows =
        [
            .. result.Case.Options.Zip(result.Plan.Halls).Where(one => one.Second.Sum() > 0).Select(one =>
                (IReadOnlyList<TableCell>)
                [
                    new(one.First.Name), .. one.Second.Select(halls => new TableCell(halls == 0 ? "" : $"{halls}")),
                    new($"{one.Second.Sum()}"), new(NumberText.Whole(one.Second.Sum() * one.First.Gpus)),
                ]),
        ];
        page.Table(
            [result.Case.Chips.Count > 0 ? "CLUSTER, CHIP" : "CLUSTER", .. Enumerable.Range(1, result.Case.Quarters).Select(quarter => $"Q{quarter}"), "HALLS", "GPUS"], rows,
            "Halls by the quarter in which they are ordered; they open after their lead time.", words: 1);
    }

    private static void Storage(ReportPage page, SitingResult result)
    {
        page.Heading("What to store where");
        IReadOnlyList<IReadOnlyList<TableCell>> rows =
        [
            .. result.Case.Clusters.Zip(result.Plan.Orders.Petabytes).Where(one => one.Second.Sum() > 0).Select(one =>
                (IReadOnlyList<TableCell>)
                [
                    new(one.First.Name), .. one.Second.Select(amount =>
                        new TableCell(amount > 0 ? NumberText.Decimals(amount, 1) : "")),
                    new(NumberText.Decimals(one.Second.Sum(), 1)),
                ]),
        ];
        page.Table(
            ["CLUSTER", .. Enumerable.Range(1, result.Case.Quarters).Select(quarter => $"Q{quarter}"), "PETABYTES"], rows,
            "Petabytes by the quarter in which they are ordered.", words: 1);
    }

    private static void Futures(ReportPage page, SitingResult result)
    {
        page.Heading("Futures");
        IReadOnlyList<IReadOnlyList<TableCell>> rows =
        [
            .. result.Case.Futures.Select((future, i) => (IReadOnlyList<TableCell>)
            [
                new(future.Name), new(NumberText.Decimals(future.Probability, 2)),
                new(NumberText.Whole(result.Plan.Futures[i].Cost)),
                new($"{NumberText.Decimals(100 * result.Plan.Futures[i].Unserved, 1)} %"),
                new(result.Regrets?[i] is { } regret ? Saving(regret) : NumberText.None),
            ]),
        ];
        page.Table(
            ["FUTURE", "PROBABILITY", "COST", "UNSERVED", "REGRET"], rows,
            result.StochasticValue is { } value
                ? $"A plan for mean growth alone would cost {Saving(value)} more."
                : "Regret and the value of planning for futures are told with --study.",
            words: 1);
    }

    private static void Rules(ReportPage page, SitingResult result, IReadOnlyList<SitingSaving> prices)
    {
        page.Heading("What rules cost");
        IReadOnlyList<IReadOnlyList<TableCell>> rows =
        [
            .. result.Case.Rules.Select((rule, i) =>
                (IReadOnlyList<TableCell>)[new(rule.Name), new(Saving(prices[i]))]),
        ];
        page.Table(["RULE", "SAVED WITHOUT IT"], rows, "Found, and at most by what is proved.", words: 1);
    }

    private static string Saving(SitingSaving saving) =>
        $"{NumberText.Whole(saving.Found)} (at most {NumberText.Whole(saving.Most)})";
}
