using Deque.AxeCore.Playwright;
using Headroom.Client.Jobs;
using Headroom.Dashboard.Tests.Showing;
using Headroom.Testing;
using Microsoft.Playwright;

namespace Headroom.Dashboard.Tests;

/// <summary>
/// Every page in both languages, light and dark, narrow and wide: no barrier, no fault, no request elsewhere, nothing
/// beyond the edge. Its picture is kept under <c>artifacts/screenshots</c>.
/// </summary>
public sealed class PageTests(Stage stage)
{
    public static TheoryData<string, string> Pages => new()
    {
        { "overview", "/" },
        { "jobs", "/jobs" },
        { "jobs-none", "/jobs?name=nothing-is-called-so" },
        { "job-waiting", "WAITING" },
        { "job-running", "RUNNING" },
        { "job-failed", "FAILED" },
        { "timeline", "/timeline?hours=24" },
        { "share", "/share" },
        { "nodes", "/nodes" },
        { "gap", "/gap?days=2&busy=60&mfu=40&share=yes" },
        { "size", "/size?like=70&own=1&variants=20&chips=512&sequence=8192" },
        { "what-if", "/what-if" },
        { "what-if-tried", "/what-if?quota=language:H100=48&quota=robotics:H100=0&weight=speech=6&nodes=north:H100=14" },
        { "what-if-refused", "/what-if?quota=language:H100=4800" },
        { "exchange", "/exchange" },
        { "exchange-none", "/exchange?kind=nothing" },
        { "exchange-matches", "/exchange/matches" },
        { "exchange-agreements", "/exchange/agreements" },
        { "exchange-agreement", "AGREEMENT" },
        { "exchange-ledger", "/exchange/ledger" },
        { "exchange-audit", "/exchange/audit?check=yes" },
        { "login", "/login" },
        { "not-found", "/jobs/999999" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_no_barrier_and_loads_nothing_elsewhere(string name, string address)
    {
        var path = await PathOfAsync(address);
        foreach (var language in (string[])["en", "zh-CN"])
        {
            // Loaded once: colours and widths are changed under it, as they are when a person turns his screen.
            await using var window = await stage.OpenAsync(new BrowserNewContextOptions
            {
                Locale = language,
                ReducedMotion = ReducedMotion.Reduce,
            });
            await window.GoAsync(path);
            if (path.StartsWith("/timeline", StringComparison.Ordinal))
                await window.Page.WaitForSelectorAsync("#lanes[data-drawn]");
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                foreach (var width in (int[])[1440, 390])
                    await LookAsync(window, $"{name}-{language}-{scheme.ToString().ToLowerInvariant()}-{width}", width);
            }

            // What is not there, or cannot be tried, is answered with such a status, which browsers note as an error.
            Assert.All(
                window.Faults,
                fault => Assert.Contains("the server responded with a status of 4", fault, StringComparison.Ordinal));
        }
    }

    private static async Task LookAsync(Window window, string picture, int width)
    {
        await window.Page.SetViewportSizeAsync(width, width < 800 ? 844 : 900);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots"));
        await window.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(folder.FullName, $"{picture}.png"),
            FullPage = true,
        });

        var axe = await window.Page.RunAxe();
        Assert.True(axe.Violations.Length == 0, $"{picture}: " + string.Join("; ", axe.Violations.Select(violation =>
            $"{violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}: {violation.Nodes[0].Html}")));
        var beyond = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(beyond <= 0, $"{picture} is {beyond} pixels wider than the window");
    }

    private async Task<string> PathOfAsync(string address)
    {
        if (address == "AGREEMENT") return $"/exchange/agreements/{stage.Pool.Exchange.Agreement}";
        if (!Enum.TryParse<JobStatus>(address, ignoreCase: true, out var state) || address[0] == '/') return address;

        var jobs = await stage.Pool.Admin.JobsAsync(new JobFilter { State = state, Tenant = "language" });
        return $"/jobs/{jobs.Jobs[0].Id}";
    }
}
