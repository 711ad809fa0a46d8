using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Server.Access;
using Headroom.Server.Loop;

namespace Headroom.Server.Views;

/// <summary>A queue with all below it. Amounts are thousandths by resource.</summary>
internal sealed record QueueSnapshot
{
    private const int AttentionMax = 5;

    private static readonly int ReasonsMax = (int)Enum.GetValues<HoldReason>().Max() + 1;

    public required string Name { get; init; }

    public required string Tenant { get; init; }

    /// <summary>1 right below the fleet.</summary>
    public required int Depth { get; init; }

    public required bool TakesJobs { get; init; }

    public required int Weight { get; init; }

    public required bool IsPaused { get; init; }

    /// <summary>Jobs that wait or are held.</summary>
    public int Waiting { get; private set; }

    public int Running { get; private set; }

    /// <summary>Accelerators that waiting jobs ask for.</summary>
    public long WaitingGpuMilli { get; private set; }

    public required long[] Nominal { get; init; }

    public required long[] Owed { get; init; }

    public required long[] Used { get; init; }

    /// <summary>Waiting jobs by the number of the reason; those that no cycle has looked at yet stand at 0.</summary>
    public int[] Reasons { get; } = new int[ReasonsMax];

    /// <summary>Some of the jobs that will not start before somebody does something.</summary>
    public List<JobId> Attention { get; } = [];

    public static IReadOnlyList<QueueSnapshot> AllOf(LoopState state)
    {
        var tree = state.Tree;
        var queues = Enumerable.Range(1, tree.Count - 1).Select(index => Of(index, tree)).ToArray();
        foreach (var queue in state.Cluster.Queues)
        {
            if (tree.IndexOf(queue.Name) is not (> 0 and var own)) continue;

            queues[own - 1].Count(queue, state);
            for (var level = tree.ParentOf(own); level > 0; level = tree.ParentOf(level))
                queues[level - 1].Add(queues[own - 1]);
        }

        return queues;
    }

    private static QueueSnapshot Of(int index, QueueTree tree)
    {
        var resources = Enumerable.Range(0, tree.Resources.Count).ToArray();
        return new QueueSnapshot
        {
            Name = tree[index].Name,
            Tenant = Tenants.Of(tree, index),
            Depth = tree.DepthOf(index),
            TakesJobs = tree.TakesJobs(index),
            Weight = tree[index].Weight,
            IsPaused = tree[index].IsPaused,
            Nominal = [.. resources.Select(resource => tree.Nominal(index, resource))],
            Owed = [.. resources.Select(resource => tree.Owed(index, resource))],
            Used = new long[resources.Length],
        };
    }

    // Of a queue that takes jobs.
    private void Count(QueueState queue, LoopState state)
    {
        (Waiting, Running) = (queue.Waiting.Count, queue.Running.Count);
        queue.Used.CopyTo(Used);
        foreach (var job in queue.Waiting)
        {
            WaitingGpuMilli += job.Job.Shape.GpuMilliTotal;
            var reason = state.HoldOf(job.Job.Id)?.Reason ?? 0;
            Reasons[(int)reason]++;
            if (NeedsSomebody(reason) && Attention.Count < AttentionMax) Attention.Add(job.Job.Id);
        }
    }

    private void Add(QueueSnapshot below)
    {
        Waiting += below.Waiting;
        Running += below.Running;
        WaitingGpuMilli += below.WaitingGpuMilli;
        for (var resource = 0; resource < Used.Length; resource++) Used[resource] += below.Used[resource];
        for (var reason = 0; reason < Reasons.Length; reason++) Reasons[reason] += below.Reasons[reason];
        Attention.AddRange(below.Attention.Take(AttentionMax - Attention.Count));
    }

    private static bool NeedsSomebody(HoldReason reason) => reason is
        HoldReason.NeverFits or HoldReason.NeverWithinQuota or HoldReason.UnknownQueue or HoldReason.DependencyNotMet;
}
