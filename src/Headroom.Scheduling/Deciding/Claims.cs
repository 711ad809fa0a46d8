using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Deciding;

/// <summary>
/// What jobs are owed, and how they get it: at once, or from others, once those have had their time to end by
/// themselves.
/// </summary>
internal sealed class Claims(Cycle cycle, StartAttempt attempt, Reclaiming reclaiming)
{
    private readonly HashSet<JobEntry> _served = [];

    /// <summary>Whether a job has been served in this cycle.</summary>
    public bool HasServed(JobEntry job) => _served.Contains(job);

    /// <summary>The best way to run a job of those that it is owed; null when it is owed none.</summary>
    public JobOption? OwedOption(JobEntry job, int queue)
    {
        foreach (var option in cycle.OptionsOf(job))
        {
            if (cycle.IsOwed(job, queue, option)) return option;
        }

        return null;
    }

    /// <summary>
    /// Serves a job with what it is owed and no more: it starts, or others are told to stop for it, or it waits until
    /// their time has passed. Null when it has started, or is to, or when no time that passes would change anything.
    /// </summary>
    public Hold? Serve(JobEntry job, int queue)
    {
        if (OwedOption(job, queue) is not { } option) return null;

        _served.Add(job);
        if (attempt.TryStart(job, queue, other => cycle.IsOwed(job, queue, other)) is not { } hold) return null;
        if (WaitsUntil(job, queue) is not { } until) return null;

        var owedBy = cycle.Use.LevelOwed(queue, option.DemandOf(job.Job.Shape.TaskCountLeast));
        return hold with { Reason = HoldReason.WaitingForReclaim, Level = cycle.Tree[owedBy].Name, Until = until };
    }

    // Null when others were told to stop, or when no time that passes would change that they cannot be.
    private long? WaitsUntil(JobEntry job, int queue)
    {
        var rules = cycle.Tree.Policy.Reclaim;
        var since = cycle.Claim(job);
        var (patience, grace) = (since + rules.NaturalChurnMilliseconds, since + rules.GraceMilliseconds);
        if (cycle.Now < patience) return patience;
        if (reclaiming.TryReclaim(job, queue, cycle.Now >= grace, out var protectedUntil)) return null;

        if (protectedUntil == 0) return null;

        return cycle.Now < grace ? Math.Min(protectedUntil, grace) : protectedUntil;
    }
}
