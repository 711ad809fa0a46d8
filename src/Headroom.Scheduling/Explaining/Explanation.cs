using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Explaining;

/// <summary>What a cycle does for one job, and what it would take to start it.</summary>
/// <param name="Job">The job.</param>
public sealed record Explanation(JobId Job)
{
    /// <summary>What the cycle does for the job as it is.</summary>
    public required StartEffect Effect { get; init; }

    /// <summary>Why it waits; null when it starts.</summary>
    public required Hold? Hold { get; init; }

    /// <summary>Jobs that the cycle tells to stop for the job as it is.</summary>
    public ValueList<Preemption> Stops { get; init; } = [];

    /// <summary>
    /// Changes each of which alone would start it: first those for which nobody stops, the cheapest first, in the order
    /// of the cases of <see cref="JobEdit"/> where costs are equal; at most two of a kind. <see cref="Wait"/> comes
    /// last.
    /// </summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>Cycles that were run to find out, at most <see cref="Explainer.DecisionsMax"/>.</summary>
    public required int Decisions { get; init; }
}
