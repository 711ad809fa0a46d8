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
    private readonly List<(JobEntry Job, int Queue, Hold Hold)> _postponed = [];

    // What had changed when the first of those that were served got nothing.
    private int? _changesBefore;

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
    public Hold? Serve(JobEntry job, int queue) =>
        OwedOption(job, queue) is { } option
        && attempt.TryStart(job, queue, other => cycle.IsOwed(job, queue, other)) is { } hold
            ? Claim(job, queue, option, hold)
            : null;

    /// <summary>The same for a job that was found not to start, with the reason.</summary>
    public Hold? Serve(JobEntry job, int queue, Hold hold) =>
        OwedOption(job, queue) is { } option ? Claim(job, queue, option, hold) : null;

    /// <summary>
    /// Decides about a job that gets nothing so far at the end of the cycle: those that start until then may have taken
    /// the cover of quota from others.
    /// </summary>
    public void Postpone(JobEntry job, int queue, Hold hold)
    {
        _changesBefore ??= cycle.Changes;
        cycle.Postpone(job);
        _postponed.Add((job, queue, hold));
    }

    /// <summary>Decides about those that were postponed.</summary>
    public void ServePostponed()
    {
        reclaiming.LookAgain();
        var mayGetMore = cycle.Changes > _changesBefore;
        foreach (var (job, queue, hold) in _postponed)
        {
            cycle.Resume(job);
            if (mayGetMore && cycle.HoldOf(job, queue) is null) ServeAgain(job, queue);
            if (!cycle.IsSettled(job)) SettleLeft(job, hold);
        }
    }

    // Promises are planned anew by the next cycle, and where one has moved others do: what they kept comes free. Only
    // a cycle in which someone moves asks for another, so that there is an end to it.
    private void SettleLeft(JobEntry job, Hold hold)
    {
        cycle.Settle(job, hold);
        if (cycle.HasMoved && cycle.HasMovedPromises) cycle.AskAgain();
    }

    private void ServeAgain(JobEntry job, int queue)
    {
        if (reclaiming.TryPriority(job, queue)) return;
        if (OwedOption(job, queue) is not null && WaitsUntil(job, queue) is { } until) cycle.WakeAt(until);
    }

    private Hold? Claim(JobEntry job, int queue, JobOption option, Hold hold)
    {
        _served.Add(job);
        if (WaitsUntil(job, queue) is not { } until) return null;

        var owedBy = cycle.Use.LevelOwed(queue, option.DemandOf(job.Job.Shape.TaskCountLeast));
        return hold with { Reason = HoldReason.WaitingForReclaim, Level = cycle.Tree[owedBy].Name, Until = until };
    }

    // Null when others were told to stop, or when no time that passes would change that they cannot be.
    private long? WaitsUntil(JobEntry job, int queue)
    {
        _changesBefore ??= cycle.Changes;
        var rules = cycle.Tree.Policy.Reclaim;
        var since = cycle.Claim(job);
        var (patience, grace) = (since + rules.NaturalChurnMilliseconds, since + rules.GraceMilliseconds);
        if (cycle.Now < patience) return patience;
        if (reclaiming.TryReclaim(job, queue, cycle.Now >= grace, out var protectedUntil)) return null;

        if (protectedUntil == 0) return null;

        return cycle.Now < grace ? Math.Min(protectedUntil, grace) : protectedUntil;
    }
}
