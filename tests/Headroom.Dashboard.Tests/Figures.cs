using System.Diagnostics;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Dashboard.Tests.Showing;
using Headroom.Engines.Simulated;
using Headroom.Server;
using Headroom.Storage;
using Microsoft.Extensions.Logging;

namespace Headroom.Dashboard.Tests;

/// <summary>
/// How fast pages are over the store that the benchmark <c>store</c> makes. Run by hand with its file in
/// <c>HEADROOM_STORE</c> (it is changed): figures are printed, and nothing is asserted about time.
/// </summary>
public sealed class Figures(Stage stage, ITestOutputHelper output)
{
    private const int Loads = 60;

    [Fact(Explicit = true)]
    public async Task Pages_over_a_large_store()
    {
        var file = Environment.GetEnvironmentVariable("HEADROOM_STORE") ?? "";
        Assert.SkipUnless(File.Exists(file), "HEADROOM_STORE names no store.");
        await using var plane = await StartAsync(file);
        var address = new Uri(plane.Addresses[0]);
        foreach (var path in (string[])["/", "/jobs"]) await PrintAsync(plane.AdminToken!, address, path);
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Cookie", $"headroom_session={plane.AdminToken}");
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        foreach (var path in (string[])[
            "/", "/jobs", "/jobs?state=waiting", "/jobs?tenant=t0&state=waiting&order=oldest", "/jobs?queue=t90-1",
            "/jobs?name=train-7777", "/jobs?order=endedlast", "/jobs?tenant=t1&order=name", "/share", "/timeline", "/nodes"])
        {
            await PrintAsync(http, path);
        }

        output.WriteLine($"memory {Process.GetCurrentProcess().WorkingSet64 >> 20} MiB, with the tests in it");
    }

    private async Task PrintAsync(HttpClient http, string path)
    {
        var times = new List<double>();
        var bytes = 0;
        for (var load = 0; load < Loads; load++)
        {
            var began = Stopwatch.GetTimestamp();
            bytes = (await http.GetByteArrayAsync(path)).Length;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"{path}: p50 {times[Loads / 2]:0.0} ms, p95 {times[Loads * 95 / 100]:0.0} ms, {bytes} bytes");
    }

    // From nothing: a browser that has never seen the server.
    private async Task PrintAsync(string secret, Uri address, string path)
    {
        var (paints, contents, bytes) = (new List<double>(), new List<double>(), 0L);
        for (var load = 0; load < 5; load++)
        {
            await using var window = await stage.OpenAsync(secret: secret, address: address);
            await window.GoAsync(path);
            paints.Add(await window.Page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            contents.Add(await window.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"));
            bytes = await window.Page.EvaluateAsync<long>(
                "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, entry) => sum + entry.transferSize, 0)");
        }

        output.WriteLine($"{path} in Chromium, median of 5: first paint {paints.Order().ElementAt(2):0} ms, interactive {contents.Order().ElementAt(2):0} ms, {bytes} bytes");
    }

    private static Task<ControlPlane> StartAsync(string file)
    {
        var fleet = Fleet.Uniform(new GpuFleetShape(10_000, 8), "H100");
        // Its engine says nothing, and its queues are paused: the jobs stay as they are.
        var site = new SimulatedSite(
            TimeProvider.System, [], _ => new SimulatedProgram(TimeSpan.FromDays(1)), SimulatedFaults.None)
        {
            IsDown = true,
        };
        return ControlPlane.StartAsync(new ControlPlaneOptions
        {
            Store = StoreAddress.File(file),
            DataFolder = Directory.CreateTempSubdirectory("headroom-figures-").FullName,
            Fleet = fleet,
            Policy = new SharingPolicy
            {
                Queues =
                [
                    .. Enumerable.Range(0, 100).Select(tenant => new QueueDefinition { Name = $"t{tenant}" }),
                    .. Enumerable.Range(0, 300).Select(queue => new QueueDefinition
                    {
                        Name = $"t{queue / 3}-{queue % 3}", Parent = $"t{queue / 3}", IsPaused = true,
                    }),
                ],
            },
            Engines = new(new SimulatedEngine(site, SimulatedFaults.None)),
            Addresses = ["http://127.0.0.1:0"],
            LogLevel = LogLevel.Error,
        });
    }
}
