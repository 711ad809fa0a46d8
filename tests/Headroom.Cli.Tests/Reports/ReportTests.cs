using Headroom.Cli.Replay;
using Headroom.Cli.Reports;
using Headroom.Cli.Tests.Replay;
using Headroom.Simulation.Queueing;

namespace Headroom.Cli.Tests.Reports;

public sealed class ReportTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&";

    public static TheoryData<string, string> Pages => new()
    {
        { "packing", Packing(Hostile) },
        { "queue", Queue(Hostile) },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_needs_nothing_from_elsewhere_and_forbids_it(string kind, string page)
    {
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'", page, StringComparison.Ordinal);
        Assert.All(["<script", "http:", "https:", "url(", "@import", "src=", "<link", "<iframe"],
            forbidden => Assert.DoesNotContain(forbidden, page, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.Contains(
            kind == "packing" ? "<h3>Allocated GPUs over arrived demand</h3>" : "<h3>Average completion</h3>",
            page,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_drawing_says_what_it_shows(string kind, string page)
    {
        var drawings = page.Split("<svg class=")[1..];

        Assert.Equal(kind == "packing" ? 6 : 4, drawings.Length);
        Assert.All(drawings, drawing =>
            Assert.Contains("role=\"img\" aria-label=\"", drawing[..200], StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_browser_shows_it_without_a_complaint(string kind, string page)
    {
        ExternalProgram.Require("chromium");
        using var folder = new TemporaryFolder();
        var path = folder.Write($"{kind}.html", page);

        var result = await ExternalProgram.RunAsync(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run", $"--user-data-dir={folder.At("profile")}",
            "--enable-logging=stderr", "--dump-dom", new Uri(path).AbsoluteUri);

        Assert.Contains("<h2>All results</h2>", result.Output, StringComparison.Ordinal);
        Assert.Contains("</svg>", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CONSOLE", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Refused to", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_queue_page_draws_the_load_over_time_where_it_is_known()
    {
        LoadPeriod[] load = [new(0, 8, 0), new(86_400, 64, 12.5), new(172_800, 3, 1)];
        QueueResult[] results = [SomeRuns.Queue("trace3", "srtf", 193081) with { Load = load }];

        var page = QueueReport.Page(results, SomeRuns.QueueGrid("trace3", "srtf"), "headroom replay queue");

        Assert.Contains("<h3>GPUs in use over time</h3>", page, StringComparison.Ordinal);
        Assert.Contains("<h3>Jobs waiting over time</h3>", page, StringComparison.Ordinal);
        Assert.Contains("Days: 1\nsrtf  12.50 jobs", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_results_make_the_same_page() => Assert.Equal(Packing("default"), Packing("default"));

    [Fact]
    public void Ticks_are_round_numbers_within_the_scale()
    {
        Assert.Equal([0, 20, 40, 60, 80, 100, 120], new Scale(0, 130, 0, 1).Ticks(7));
        Assert.Equal((70, 100), Scale.RoundRange(73.8, 95.4, 6));
        Assert.Equal((4, 6), Scale.RoundRange(5, 5, 1));
    }

    private static string Packing(string trace)
    {
        PackingResult[] results = [SomeRuns.Packing(trace, "fgd", 95.25), SomeRuns.Packing(trace, "headroom", 96.5)];
        return PackingReport.Page(
            PackingSummary.Of(results), SomeRuns.PackingGrid(trace, "fgd", "headroom"), "headroom replay packing");
    }

    private static string Queue(string trace)
    {
        QueueResult[] results = [SomeRuns.Queue(trace, "srtf", 193081), SomeRuns.Queue(trace, "srsf", 185021)];
        return QueueReport.Page(results, SomeRuns.QueueGrid(trace, "srtf", "srsf"), "headroom replay queue");
    }
}
