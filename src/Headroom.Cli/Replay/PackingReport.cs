using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Cli.Reports;
using Headroom.Simulation.Packing;

namespace Headroom.Cli.Replay;

/// <summary>The page of a packing replay: for each trace the numbers that matter, three charts and a table.</summary>
internal static class PackingReport
{
    private const string OwnPolicy = "headroom";
    private const int ZoomFrom = 75;

    public static string Page(IReadOnlyList<PackingSummary> summaries, PackingGrid grid, string commandLine)
    {
        var page = new ReportPage("Replay of a packing experiment", Subtitle(grid));
        var withMoves = grid.Moves is not null;
        foreach (var trace in PackingSummary.ByTrace(summaries))
            WriteTrace(page, [.. trace], withMoves);

        page.Heading("All results");
        page.Table(
            PackingTable.Titles(summaries, withMoves),
            PackingTable.Rows(summaries, withMoves),
            PackingTable.Note(summaries));
        return page.Finish(commandLine);
    }

    private static string Subtitle(PackingGrid grid)
    {
        var policies = Count(grid.Policies.Count, "policy", "policies");
        var nodes = Count(grid.Traces[0].Nodes.Count, "node", "nodes");
        var gpus = grid.Traces[0].Nodes.Sum(node => (long)node.GpuCount);
        var seeds = Count(grid.Seeds.Count, "seed", "seeds");
        var percent = grid.Inflation * 100;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{policies} on {nodes} with {gpus:#,0} GPUs, {seeds}, demand up to {percent:0.##} % of the cluster.");
    }

    private static void WriteTrace(ReportPage page, IReadOnlyList<PackingSummary> summaries, bool withMoves)
    {
        page.Heading(summaries[0].Trace);
        page.Cards(Cards(summaries, withMoves));

        var allocated = Series(summaries, point => point.Allocated);
        Chart(page, allocated, "Allocated GPUs over arrived demand",
            "Percent of the cluster's GPUs that running pods hold; mean over seeds. Higher is better.",
            showsSpan: false);
        if (summaries[0].LastArrived > ZoomFrom + 5)
        {
            Chart(page, [.. allocated.Select(series => series.Within(ZoomFrom, summaries[0].LastArrived))],
                $"Allocated GPUs from {ZoomFrom.ToString(CultureInfo.InvariantCulture)} % of arrived demand on",
                "The same lines where they part; the shade spans lowest to highest seed.", showsSpan: true);
        }

        Chart(page, Series(summaries, point => point.FragmentationRatio), "Fragmented share of the idle GPUs",
            "Percent of idle GPU capacity that no typical pod of this workload could use; mean over seeds.",
            showsSpan: false);
    }

    private static void Chart(
        ReportPage page, IReadOnlyList<ChartSeries> series, string title, string description, bool showsSpan)
    {
        if (series.All(line => line.Points.Count == 0)) return;

        var chart = new LineChart
        {
            Title = title,
            Description = description,
            XTitle = "Arrived demand, % of the cluster's GPUs",
            Unit = "%",
            Series = series,
            ShowsSpan = showsSpan,
        };
        page.Figure(title, description, Legend.Of(series), chart.Draw);
    }

    private static List<Card> Cards(IReadOnlyList<PackingSummary> summaries, bool withMoves)
    {
        var cards = new List<Card>();
        AddBest(cards, summaries, "Most allocated at 100 % demand", summary => summary.AllocatedAtFullDemand.Mean);
        var last = summaries[0].LastArrived.ToString(CultureInfo.InvariantCulture);
        AddBest(cards, summaries, $"Most allocated at {last} % demand", summary => summary.AllocatedAtEnd.Mean);
        if (summaries.MinBy(summary => summary.Failed.Mean) is { } fewest)
            cards.Add(new Card("Fewest failed pods", NumberText.Decimals(fewest.Failed.Mean, 0), fewest.Policy));
        if (withMoves && summaries.MaxBy(summary => summary.Moves.Mean) is { } most)
            cards.Add(new Card("Moved pods", NumberText.Decimals(most.Moves.Mean, 0), $"at most, under {most.Policy}"));
        return cards;
    }

    private static void AddBest(
        List<Card> cards, IReadOnlyList<PackingSummary> summaries, string name, Func<PackingSummary, double?> quantity)
    {
        var ranked = summaries.Where(summary => quantity(summary) is not null).OrderByDescending(quantity).ToArray();
        if (ranked.Length == 0) return;

        var detail = ranked.Length == 1
            ? ranked[0].Policy
            : $"{ranked[0].Policy}, {NumberText.Decimals(quantity(ranked[0]) - quantity(ranked[1]), 2)} points "
                + $"ahead of {ranked[1].Policy}";
        cards.Add(new Card(name, $"{NumberText.Decimals(quantity(ranked[0]), 2)} %", detail));
    }

    private static ChartSeries[] Series(
        IReadOnlyList<PackingSummary> summaries, Func<PackingCurvePoint, double?> quantity) =>
    [
        .. summaries.Select(summary => new ChartSeries(
            summary.Policy, Palette.ColorOf(summary.Policy, PackingReplay.PolicyNames),
            summary.Policy == OwnPolicy, Points(summary, quantity))),
    ];

    private static ChartPoint[] Points(PackingSummary summary, Func<PackingCurvePoint, double?> quantity) =>
    [
        .. from arrived in Enumerable.Range(0, summary.LastArrived + 1)
           let values = summary.Runs
               .Where(run => arrived < run.Curve.Count)
               .Select(run => quantity(run.Curve[arrived]))
               .OfType<double>()
               .ToArray()
           where values.Length > 0
           select new ChartPoint(arrived, values.Average(), values.Min(), values.Max()),
    ];

    private static string Count(int count, string one, string many) =>
        $"{NumberText.Whole(count)} {(count == 1 ? one : many)}";
}
