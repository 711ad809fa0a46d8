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
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await using var window = await stage.OpenAsync(new BrowserNewContextOptions
                {
                    ColorScheme = scheme,
                    Locale = language,
                    ReducedMotion = ReducedMotion.Reduce,
                });
                foreach (var width in (int[])[1440, 390])
                    await LookAsync(window, path, $"{name}-{language}-{scheme.ToString().ToLowerInvariant()}-{width}", width);
            }
        }
    }

    private static async Task LookAsync(Window window, string path, string picture, int width)
    {
        await window.Page.SetViewportSizeAsync(width, width < 800 ? 844 : 900);
        await window.GoAsync(path);
        if (path.StartsWith("/timeline", StringComparison.Ordinal)) await window.Page.WaitForSelectorAsync("#lanes[data-drawn]");
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

        // What is not there is answered with 404, which browsers note as an error of their own.
        Assert.All(window.Faults, fault => Assert.Contains("404", fault, StringComparison.Ordinal));
    }

    private async Task<string> PathOfAsync(string address)
    {
        if (!Enum.TryParse<JobStatus>(address, ignoreCase: true, out var state) || address[0] == '/') return address;

        var jobs = await stage.Pool.Admin.JobsAsync(new JobFilter { State = state, Tenant = "language" });
        return $"/jobs/{jobs.Jobs[0].Id}";
    }
}
