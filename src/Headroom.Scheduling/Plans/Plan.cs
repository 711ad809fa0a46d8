using Headroom.Cluster.Events;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Plans;

/// <summary>
/// What one cycle decided. Nothing has been done yet: whoever asked applies the events and acts on them.
/// </summary>
public sealed record Plan
{
    /// <summary>Version of the rules that decided; old records can be told apart by it.</summary>
    public const int RulesVersion = 1;

    /// <summary>Starts, orders to stop, promises and claims, in the order in which they are to be applied.</summary>
    public required IReadOnlyList<ClusterEvent> Events { get; init; }

    /// <summary>One for each job that waits after the plan, in order of queue and turn.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>
    /// When to ask again though nothing happens before, in milliseconds; <see cref="long.MaxValue"/> for never. The
    /// time of the cycle itself asks for another at once: what it has decided leaves something over.
    /// </summary>
    public long NextWake { get; init; } = long.MaxValue;

    /// <summary>Steps that were taken: jobs looked at.</summary>
    public int Steps { get; init; }

    /// <summary>Nothing happens until the time of the last event has come again.</summary>
    internal static Plan WhereAllWait(ClusterState state, HoldReason reason)
    {
        var hold = new Hold(reason) { Until = state.Now };
        return new Plan
        {
            Events = [],
            Verdicts =
                [.. state.Queues.SelectMany(queue => queue.Waiting).Select(job => new Verdict(job.Job.Id, hold))],
            NextWake = state.Now,
        };
    }
}
