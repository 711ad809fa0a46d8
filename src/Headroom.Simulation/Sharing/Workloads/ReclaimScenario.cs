using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>
/// The reclaim benchmark of KAI-Scheduler (BenchmarkReclaimLargeJobs, measured in its
/// docs/developer/designs/vectorizing-resources): nodes of 8 accelerators are full of jobs of one accelerator from a
/// queue that is owed nothing, and a queue that is owed the whole fleet asks for one gang of whole nodes.
/// </summary>
/// <remarks>
/// The gang asks for half of the nodes in the benchmark's later versions and for a tenth in earlier ones; half is the
/// harder of the two, and the default.
/// </remarks>
public static class ReclaimScenario
{
    /// <summary>Queue that runs everywhere and is owed nothing.</summary>
    public const string Borrower = "queue-0";

    /// <summary>Queue that is owed the fleet.</summary>
    public const string Owner = "queue-1";

    private const int GpusPerNode = 8;
    private const string Model = "gpu";
    private const long Hour = 3_600_000;

    /// <summary>The jobs are submitted at 0, the gang one millisecond later; every job runs for an hour.</summary>
    /// <param name="nodes">Nodes, at least 1.</param>
    /// <param name="gangNodes">Nodes that the gang asks for; null for half of them, at least one.</param>
    public static PoolScenario Create(int nodes, int? gangNodes = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        var single = new JobShape { GpuCount = 1 };
        var jobs = new List<SharedJob>(nodes * GpusPerNode + 1);
        for (var id = 0; id < nodes * GpusPerNode; id++) jobs.Add(Job(id, single, Borrower, 0));

        var gang = new JobShape { TaskCount = gangNodes ?? Math.Max(1, nodes / 2), GpuCount = GpusPerNode };
        jobs.Add(Job(jobs.Count, gang, Owner, 1));
        return new PoolScenario(jobs, Fleet.Uniform(new GpuFleetShape(nodes, GpusPerNode), Model), PolicyFor(nodes));
    }

    /// <summary>The same instance at the moment before the decision: all jobs run, the gang waits.</summary>
    public static ClusterState Filled(PoolScenario scenario)
    {
        var state = new ClusterState(scenario.Fleet);
        for (var place = 0; place < scenario.Jobs.Count; place++)
        {
            var job = scenario.Jobs[place].Job;
            state.ApplyCertain(new JobSubmitted(job.SubmittedMilliseconds, job));
            if (job.Queue != Borrower) continue;

            // One after the other round the nodes, as in the benchmark.
            var (gpu, node) = Math.DivRem(place, scenario.Fleet.Nodes.Count);
            state.ApplyCertain(new JobStarted(0, job.Id, 0, [new TaskPlacement(node, GpuSet.Of(gpu))]));
        }

        return state;
    }

    private static SharingPolicy PolicyFor(int nodes) => new()
    {
        Queues =
        [
            new QueueDefinition { Name = Borrower },
            new QueueDefinition { Name = Owner, Quotas = [new Quota(Model, nodes * GpusPerNode * 1000L)] },
        ],
    };

    private static SharedJob Job(long id, JobShape shape, string queue, long submitted) => new()
    {
        Job = new Job { Id = new JobId(id), Shape = shape, Queue = queue, SubmittedMilliseconds = submitted },
        RuntimeMilliseconds = Hour,
    };
}
