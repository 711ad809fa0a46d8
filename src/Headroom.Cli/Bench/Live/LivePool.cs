using System.Globalization;
using Headroom.Client;
using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Engines.Contract;
using Headroom.Engines.Simulated;
using Headroom.Server;
using Headroom.Storage;

namespace Headroom.Cli.Bench.Live;

/// <summary>
/// A control plane as <c>headroom up</c> starts one, over HTTP and with a store on the disk, but for its engines, one
/// for each cluster of its fleet: runs last as long as they were told to and do nothing.
/// </summary>
internal sealed class LivePool : IAsyncDisposable
{
    // How late a run may end: less than any runtime of a scenario.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly string _folder;
    private readonly IReadOnlyList<SimulatedSite> _sites;
    private readonly ControlPlane _plane;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _clock;

    private LivePool(string folder, IReadOnlyList<SimulatedSite> sites, ControlPlane plane)
    {
        (_folder, _sites, _plane) = (folder, sites, plane);
        _clock = new Thread(Move) { Name = "engine clock", IsBackground = true };
        _clock.Start();
    }

    /// <summary>Runs that were started, each as often as it was.</summary>
    public IReadOnlyList<RunId> Executions => [.. _sites.SelectMany(site => site.Executions)];

    /// <summary>How many that were of each cluster.</summary>
    public IEnumerable<int> ExecutionsByCluster => _sites.Select(site => site.Executions.Count);

    /// <summary>Starts a pool for a policy.</summary>
    /// <param name="fleet">Its nodes, by their clusters.</param>
    /// <param name="policy">Its queues.</param>
    /// <param name="accepted">Told of each job that the engine takes in.</param>
    public static async Task<LivePool> StartAsync(Fleet fleet, SharingPolicy policy, Action<long>? accepted = null)
    {
        var folder = Directory.CreateTempSubdirectory("headroom-bench-").FullName;
        var clusters = fleet.Nodes.ToLookup(node => node.Place.Cluster);
        SimulatedSite[] sites = [.. clusters.Select(nodes => SiteOf(nodes, accepted))];
        var plane = await ControlPlane.StartAsync(new ControlPlaneOptions
        {
            Store = StoreAddress.File(Path.Combine(folder, "headroom.db")),
            DataFolder = folder,
            Fleet = fleet,
            Policy = policy,
            Engines = new([.. clusters.Zip(
                sites, (nodes, site) => new SimulatedEngine(site, SimulatedFaults.None, nodes.Key))]),
            Addresses = ["http://127.0.0.1:0"],
        });
        return new LivePool(folder, sites, plane);
    }

    /// <summary>A client of its administrator.</summary>
    public HeadroomClient Client() => new(new Uri(_plane.Addresses[0]), _plane.AdminToken!);

    /// <summary>A request for a run of some milliseconds.</summary>
    public static JobRequest Request(string queue, long milliseconds, long cpuMillicores, int priority = 0) => new()
    {
        Command = ["run", milliseconds.ToString(CultureInfo.InvariantCulture)],
        Queue = queue,
        CpuMillicores = cpuMillicores,
        Priority = priority,
    };

    /// <summary>Waits until nothing waits or runs any more.</summary>
    public static async Task UntilIdleAsync(HeadroomClient client)
    {
        while ((await client.QueuesAsync()).Any(queue => queue.Running + queue.Waiting > 0))
            await Task.Delay(TimeSpan.FromMilliseconds(100));
    }

    public async ValueTask DisposeAsync()
    {
        await _plane.DisposeAsync();
        await _stopping.CancelAsync();
        _clock.Join();
        Directory.Delete(_folder, recursive: true);
    }

    private static SimulatedSite SiteOf(IEnumerable<Node> nodes, Action<long>? accepted) => new(
        TimeProvider.System,
        [.. nodes.Select(node => new DiscoveredNode(node.Name, node.CpuMillicores, node.MemoryMiB, []))],
        order => ProgramOf(order, accepted),
        SimulatedFaults.None);

    private static SimulatedProgram ProgramOf(RunOrder order, Action<long>? accepted)
    {
        // Named hr-JOB-ATTEMPT-TASK.
        accepted?.Invoke(long.Parse(order.Id.Text.Split('-')[1], CultureInfo.InvariantCulture));
        var milliseconds = long.Parse(order.Command[1], CultureInfo.InvariantCulture);
        return new SimulatedProgram(TimeSpan.FromMilliseconds(milliseconds));
    }

    private void Move()
    {
        while (!_stopping.Token.WaitHandle.WaitOne(Tick))
        {
            foreach (var site in _sites) site.Advance();
        }
    }
}
