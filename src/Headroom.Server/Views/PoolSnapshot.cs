using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Access;
using Headroom.Server.Loop;

namespace Headroom.Server.Views;

/// <summary>The pool as it was at one moment, to be looked at outside the loop.</summary>
internal sealed record PoolSnapshot
{
    /// <summary>When, in Unix milliseconds.</summary>
    public required long At { get; init; }

    /// <summary>The fleet.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>What is left on every node.</summary>
    public required FleetRoom Room { get; init; }

    /// <summary>What each node is good for.</summary>
    public required IReadOnlyList<NodeStatus> Statuses { get; init; }

    /// <summary>Names of resources.</summary>
    public required Resources Resources { get; init; }

    /// <summary>The queues in the order of the policy, the fleet left out.</summary>
    public required IReadOnlyList<QueueSnapshot> Queues { get; init; }

    /// <summary>Jobs that run or stop.</summary>
    public required IReadOnlyList<RunSnapshot> Runs { get; init; }

    /// <summary>Promises that waiting jobs hold, the oldest first.</summary>
    public required IReadOnlyList<PromiseSnapshot> Promises { get; init; }

    /// <summary>Takes one. Costs time in proportion to nodes, running and waiting jobs.</summary>
    public static PoolSnapshot Of(Turn turn)
    {
        var (cluster, tree) = (turn.State.Cluster, turn.State.Tree);
        return new PoolSnapshot
        {
            At = turn.Now,
            Fleet = cluster.Fleet,
            Room = cluster.Room.Copy(),
            Statuses = [.. Enumerable.Range(0, cluster.Fleet.Nodes.Count).Select(cluster.StatusOf)],
            Resources = cluster.Resources,
            Queues = QueueSnapshot.AllOf(turn.State),
            Runs = [.. cluster.Queues.SelectMany(queue => queue.Running).Select(job => RunSnapshot.Of(job, tree))],
            Promises = [.. cluster.Promised.Select(job => PromiseSnapshot.Of(job, tree))],
        };
    }
}

/// <summary>A job that runs.</summary>
internal sealed record RunSnapshot(
    JobId Job, string Name, string Queue, string Tenant, long Submitted, long Started, int Preemptions, bool IsStopping,
    int Resource, long MilliHeld, ValueList<TaskPlacement> Tasks, int GpuMilli)
{
    public static RunSnapshot Of(JobEntry job, QueueTree tree) => new(
        job.Job.Id, job.Job.Name, job.Queue.Name, TenantOf(tree, job.Queue.Name), job.Job.SubmittedMilliseconds,
        job.StartedAt, job.Preemptions, job.Phase == JobPhase.Stopping, job.Resource, job.MilliHeld, job.Tasks,
        job.Need.GpuMilli);

    // A queue that the policy no longer has belongs to nobody.
    public static string TenantOf(QueueTree tree, string queue) =>
        tree.IndexOf(queue) is > 0 and var index ? Tenants.Of(tree, index) : queue;
}

/// <summary>Nodes that a waiting job was promised.</summary>
internal sealed record PromiseSnapshot(
    JobId Job, string Tenant, long Start, long? TimeLimit, ValueList<TaskPlacement> Tasks, int GpuMilli)
{
    public static PromiseSnapshot Of(JobEntry job, QueueTree tree) => new(
        job.Job.Id, RunSnapshot.TenantOf(tree, job.Queue.Name), job.Reservation!.Start, job.Job.TimeLimitMilliseconds,
        job.Reservation.Tasks, job.Job.Shape.GpuCount == 0 ? 0 : job.Job.Shape.GpuMilli);
}
