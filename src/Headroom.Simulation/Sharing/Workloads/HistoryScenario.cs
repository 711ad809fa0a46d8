using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>
/// A recorded history on a fleet and under quotas that follow from the history alone, so that nobody can choose them to
/// please one scheduler.
/// </summary>
/// <remarks>
/// <para>
/// The fleet has as many nodes of <see cref="GpusPerNode"/> as the jobs would have kept busy on average, from the first
/// submission to the last, if none had ever waited; rounded up, and at least as many as the largest gang needs.
/// </para>
/// <para>
/// All of the fleet is owed to the tenants: each is owed whole accelerators in proportion to the work that it submits,
/// so that over the whole time each has its part, and borrows where its demand comes in bursts. Weights are equal. All
/// other rules are those of a policy that says nothing.
/// </para>
/// </remarks>
public static class HistoryScenario
{
    /// <summary>Accelerators of a node.</summary>
    public const int GpusPerNode = 8;

    /// <summary>How often every job saves its work, in milliseconds: 30 minutes.</summary>
    public const long CheckpointMilliseconds = 30 * 60_000;

    /// <summary>Time that a restart takes, in milliseconds.</summary>
    public const long RestartMilliseconds = 60_000;

    private const string Model = "gpu";
    private const long Hour = 3_600_000;

    /// <summary>The pool; one queue each tenant, in order of first use.</summary>
    /// <exception cref="ArgumentException">No job asks for an accelerator.</exception>
    public static PoolScenario Of(HistorySetup setup)
    {
        var gpus = setup.Jobs.Max(job => job.GpuCount);
        if (gpus == 0) throw new ArgumentException("No job asks for an accelerator.", nameof(setup));

        var nodes = NodesFor(setup.SizedBy ?? setup.Jobs, gpus);
        var history = setup.StatesLimits ? setup.Jobs.Select(WithLimit).ToList() : setup.Jobs;
        var jobs = HistoryJobs.From(history, new HistoryOptions
        {
            GpusPerNode = GpusPerNode,
            CheckpointMilliseconds = setup.SavesWork ? CheckpointMilliseconds : 0,
            RestartMilliseconds = RestartMilliseconds,
        });
        return new PoolScenario(
            jobs,
            Fleet.Uniform(new GpuFleetShape(nodes, GpusPerNode), Model),
            new SharingPolicy { Queues = Queues(jobs, nodes * GpusPerNode) });
    }

    /// <summary>
    /// The limit that a user would state who knows roughly how long the job takes: the least of 1, 2, 4, 8, … hours
    /// that is at least twice its runtime. Recorded limits stay.
    /// </summary>
    internal static RecordedJob WithLimit(RecordedJob job)
    {
        if (job.TimeLimitMilliseconds is not null) return job;

        var limit = Hour;
        while (limit < 2 * job.RuntimeMilliseconds) limit *= 2;
        return job with { TimeLimitMilliseconds = limit };
    }

    private static int NodesFor(IReadOnlyList<RecordedJob> jobs, int largest)
    {
        var (first, last) = (jobs.Min(job => job.SubmittedMilliseconds), jobs.Max(job => job.SubmittedMilliseconds));
        var busy = Int128.Zero;
        foreach (var job in jobs)
            busy += (Int128)job.GpuCount * Math.Min(job.RuntimeMilliseconds, last - job.SubmittedMilliseconds);

        var perNode = (Int128)Math.Max(1, last - first) * GpusPerNode;
        var least = (largest + GpusPerNode - 1) / GpusPerNode;
        return (int)Int128.Clamp((busy + perNode - 1) / perNode, least, Fleet.NodeCountMax);
    }

    private static ValueList<QueueDefinition> Queues(IReadOnlyList<SharedJob> jobs, int gpus)
    {
        var work = new Dictionary<string, Int128>(StringComparer.Ordinal);
        foreach (var job in jobs)
        {
            var queue = job.Job.Queue;
            work[queue] = work.GetValueOrDefault(queue)
                + (Int128)job.Job.Shape.GpuMilliTotal * job.RuntimeMilliseconds;
        }

        var names = jobs.Select(job => job.Job.Queue).Distinct(StringComparer.Ordinal).ToList();
        var owed = Apportion([.. names.Select(name => work[name])], gpus);
        return ValueList.From(names.Select((name, place) => new QueueDefinition
        {
            Name = name,
            Quotas = [new Quota(Model, owed[place] * TaskRequest.WholeGpuMilli)],
        }));
    }

    /// <summary>
    /// Whole seats in proportion to <paramref name="parts"/>: rounded down, and what is left goes to the largest
    /// remainders, the earlier of equal ones first (Hamilton's method).
    /// </summary>
    internal static long[] Apportion(IReadOnlyList<Int128> parts, int seats)
    {
        var all = parts.Aggregate(Int128.Zero, (sum, part) => sum + part);
        if (all == 0) return new long[parts.Count];

        var given = parts.Select(part => (long)(part * seats / all)).ToArray();
        var left = (int)(seats - given.Sum());
        foreach (var place in Enumerable.Range(0, given.Length)
            .OrderByDescending(place => parts[place] * seats % all).ThenBy(place => place).Take(left))
        {
            given[place]++;
        }

        return given;
    }
}
