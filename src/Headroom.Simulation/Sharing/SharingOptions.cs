using Headroom.Cluster.Events;

namespace Headroom.Simulation.Sharing;

/// <summary>How a pool is to be replayed.</summary>
public sealed record SharingOptions
{
    /// <summary>Most jobs that one cycle looks at, at least 1; default all of them.</summary>
    public int StepBudget { get; init; } = int.MaxValue;

    /// <summary>
    /// Shortest time between two cycles in milliseconds; what happens in between is decided on together. Default 0: a
    /// cycle at every instant at which something happened.
    /// </summary>
    public long MinimumCycleMilliseconds { get; init; }

    /// <summary>
    /// Time in milliseconds at which the run is cut off; default never: it ends when nothing can happen any more.
    /// </summary>
    public long UntilMilliseconds { get; init; } = long.MaxValue;

    /// <summary>Whether every guarantee is checked apart from the scheduler; slow, default no.</summary>
    public bool CheckGuarantees { get; init; }

    /// <summary>The check looks at one in so many cycles, at least 1; default at all.</summary>
    public int GuaranteeSampling { get; init; } = 1;

    /// <summary>Whether what became of each job is kept; default no.</summary>
    public bool KeepJobs { get; init; }

    /// <summary>Whether every preemption is kept with its rule, beneficiary and both shares; default no.</summary>
    public bool KeepPreemptions { get; init; }

    /// <summary>Whether all events are kept, so that the run can be applied again; default no.</summary>
    public bool KeepEvents { get; init; }

    /// <summary>
    /// Nodes that fail, are cordoned or come back, in order of time. Jobs on a node that fails end without success.
    /// </summary>
    public IReadOnlyList<NodeChanged> NodeChanges { get; init; } = [];
}
