using Headroom.Client;
using Headroom.Cluster.Fleets;
using Headroom.Engines.Simulated;
using Headroom.Server;
using Headroom.Storage;
using Microsoft.Extensions.Logging;

namespace Headroom.Dashboard.Tests.Showing;

/// <summary>
/// A control plane with a day of work behind it: three clusters, four tenants, and jobs in every state. Its engine is
/// simulated, all else is real.
/// </summary>
internal sealed class ShowPool : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-dashboard-").FullName;
    private readonly ShowClock _clock = new(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(26));
    private readonly SimulatedSite _site;
    private readonly Fleet _fleet;
    private ControlPlane _plane = null!;

    private ShowPool()
    {
        _fleet = ShowFleet.Of();
        _site = new SimulatedSite(_clock, ShowFleet.Discovered(_fleet), ShowJobs.ProgramOf, SimulatedFaults.None);
    }

    /// <summary>The bearer of the first token.</summary>
    public string Secret { get; private set; } = "";

    public Uri Address => new(_plane.Addresses[0]);

    public HeadroomClient Admin { get; private set; } = null!;

    public ShowExchange Exchange { get; private set; } = null!;

    public static async Task<ShowPool> StartAsync()
    {
        var pool = new ShowPool();
        pool._plane = await ControlPlane.StartAsync(new ControlPlaneOptions
        {
            Store = StoreAddress.File(Path.Combine(pool._folder, "headroom.db")),
            DataFolder = pool._folder,
            Fleet = pool._fleet,
            Policy = ShowFleet.Policy,
            Engines = new(new SimulatedEngine(pool._site, SimulatedFaults.None)),
            Addresses = ["http://127.0.0.1:0"],
            LogLevel = LogLevel.Critical,
            Time = pool._clock,
            ExchangeFolder = Path.Combine(pool._folder, "exchange"),
        });
        pool.Secret = pool._plane.AdminToken!;
        pool.Admin = new HeadroomClient(pool.Address, pool.Secret);
        await pool.FillAsync();
        pool.Exchange = new ShowExchange(pool.Address, pool.Admin, pool.Secret, pool._clock);
        await pool.Exchange.FillAsync();
        return pool;
    }

    /// <summary>A token of a tenant.</summary>
    public Task<string> TokenAsync(Client.Pool.TokenRole role, string tenant) =>
        Tokens.MakeAsync(Address, Secret, role, tenant);

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _plane.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FillAsync()
    {
        var day = TimeSpan.FromHours(26);
        var jobs = ShowJobs.OfADay(day - TimeSpan.FromMinutes(10)).ToArray();
        var next = 0;
        for (var passed = TimeSpan.Zero; passed < day;)
        {
            var step = day - passed > TimeSpan.FromHours(1.2) ? TimeSpan.FromMinutes(10) : TimeSpan.FromMinutes(1);
            _clock.Move(step);
            passed += step;
            _site.Advance();
            for (; next < jobs.Length && jobs[next].At <= passed; next++) await Admin.SubmitAsync(jobs[next].Job, $"job-{next}");

            // The engine is told, and tells, on threads of its own.
            await Task.Delay(20);
            _site.Advance();
        }

        foreach (var (job, index) in ShowJobs.Special().Select((job, index) => (job, index)))
        {
            var made = await Admin.SubmitAsync(job, $"special-{index}");
            if (job.Name == "waits-for-review") await Admin.HoldAsync(made.First);
        }

        _clock.Move(TimeSpan.FromSeconds(20));
        _clock.Run();
        await Task.Delay(300);
    }
}
