using Headroom.Client;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Engines.Simulated;
using Headroom.Server;
using Headroom.Storage;
using Headroom.Storage.Jobs;
using Headroom.Storage.Writing;
using Microsoft.Extensions.Logging;

namespace Headroom.Cli.Bench.Live;

/// <summary>
/// A control plane over a store that holds very many jobs: 100 tenants of very different sizes with three queues each,
/// on 10,000 nodes. Its queues are paused and its engine says nothing, so that jobs stay as they are while it is asked.
/// </summary>
internal sealed class LargePool : IAsyncDisposable
{
    private const int Tenants = 100;
    private const int QueuesOfTenant = 3;
    private const int BatchEvents = 1_000;
    private const int BatchesUnderWay = 4;
    private const long Later = 2_000_000;
    private const string Specification =
        """{"command":["torchrun","--nproc-per-node=8","train.py"],"output":"runs/out"}""";

    private static readonly Fleet Fleet = Fleet.Uniform(new GpuFleetShape(10_000, 8), "H100");

    private readonly string _folder;
    private readonly ControlPlane _plane;

    private LargePool(string folder, ControlPlane plane) => (_folder, _plane) = (folder, plane);

    public Uri Address => new(_plane.Addresses[0]);

    /// <summary>The token of its administrator.</summary>
    public string Token => _plane.AdminToken!;

    /// <summary>A client of its administrator.</summary>
    public HeadroomClient Client() => new(Address, Token);

    /// <summary>
    /// Writes the jobs to a new store and serves it: as many were started as there are accelerators, half of those have
    /// ended, one in ten of these without success, and all others wait.
    /// </summary>
    public static async Task<LargePool> StartAsync(int jobs)
    {
        var folder = Directory.CreateTempSubdirectory("headroom-bench-").FullName;
        try
        {
            var address = StoreAddress.File(Path.Combine(folder, "headroom.db"));
            await WriteAsync(address, jobs);
            return new LargePool(folder, await ServeAsync(address, folder));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _plane.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task WriteAsync(StoreAddress address, int jobs)
    {
        using var store = Store.Open(address, Fleet);
        using var writer = store.StartWriter(store.TakeLead("bench", 0, 1)!);
        var started = Math.Min(jobs, Fleet.Nodes.Sum(node => node.GpuCount));
        await WriteAsync(writer, Enumerable.Range(1, jobs).Select(Submitted));
        await WriteAsync(writer, Enumerable.Range(1, started).Select(id => new JobStarted(
            Later, new JobId(id), 0, [new TaskPlacement((id - 1) / 8, GpuSet.Of((id - 1) % 8))])));
        await WriteAsync(writer, Enumerable.Range(1, started / 2).Select(
            id => new JobFinished(Later, new JobId(id * 2), id % 10 != 0)));
    }

    private static async Task WriteAsync(StoreWriter writer, IEnumerable<ClusterEvent> events)
    {
        var underWay = new Queue<Task>();
        foreach (var batch in events.Chunk(BatchEvents))
        {
            if (underWay.Count == BatchesUnderWay) await underWay.Dequeue();
            underWay.Enqueue(writer.WriteAsync(new StoreBatch
            {
                Events = batch,
                Submissions =
                [
                    .. batch.OfType<JobSubmitted>().Select(submitted => new JobSubmission(
                        submitted.Job.Id, TenantOf((int)submitted.Job.Id.Value), Specification)),
                ],
            }));
        }

        await Task.WhenAll(underWay);
    }

    private static Task<ControlPlane> ServeAsync(StoreAddress address, string folder)
    {
        var site = new SimulatedSite(
            TimeProvider.System, [], _ => new SimulatedProgram(TimeSpan.FromDays(1)), SimulatedFaults.None)
        {
            IsDown = true,
        };
        return ControlPlane.StartAsync(new ControlPlaneOptions
        {
            Store = address,
            DataFolder = folder,
            Fleet = Fleet,
            Policy = new SharingPolicy
            {
                Queues =
                [
                    .. Enumerable.Range(0, Tenants).Select(tenant => new QueueDefinition { Name = $"t{tenant}" }),
                    .. Enumerable.Range(0, Tenants * QueuesOfTenant).Select(queue => new QueueDefinition
                    {
                        Name = $"t{queue / QueuesOfTenant}-{queue % QueuesOfTenant}",
                        Parent = $"t{queue / QueuesOfTenant}",
                        IsPaused = true,
                    }),
                ],
            },
            Engines = new(new SimulatedEngine(site, SimulatedFaults.None)),
            Addresses = ["http://127.0.0.1:0"],
            LogLevel = LogLevel.Error,
        });
    }

    private static JobSubmitted Submitted(int id)
    {
        var at = id / BatchEvents * 1_000L;
        return new JobSubmitted(at, new Job
        {
            Id = new JobId(id),
            Shape = new JobShape { GpuCount = 1, CpuMillicores = 1_000 * (1 + id % 8), MemoryMiB = 8_192 },
            Queue = $"{TenantOf(id)}-{id % QueuesOfTenant}",
            Name = $"train-{id * 7 % 100_000}",
            User = $"user-{id % 500}",
            SubmittedMilliseconds = at,
            TimeLimitMilliseconds = 3_600_000,
        });
    }

    // The k-th tenant has about a k-th as many jobs as the first.
    private static string TenantOf(int id)
    {
        var draw = (id * 2654435761L & 0xffff) / 65536.0;
        return $"t{(int)(Math.Pow(Tenants, draw) - 1)}";
    }
}
