using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Explaining;

/// <summary>
/// Runs the cycle with a job submitted in one way or another, on a copy of the state. Events are stamped with the time
/// of the state, not of the cycle, so that the job is all that differs: what queues used in the past stays as it is.
/// </summary>
/// <param name="state">A copy that nobody else uses and that the job is not part of.</param>
/// <param name="tree">The queues.</param>
/// <param name="scheduler">Decides.</param>
/// <param name="now">Time of the cycle.</param>
/// <param name="stepBudget">Most jobs to look at in a cycle.</param>
/// <param name="decisionsMax">Most cycles to run.</param>
internal sealed class Trials(
    ClusterState state, QueueTree tree, IPoolScheduler scheduler, long now, int stepBudget, int decisionsMax)
{
    private readonly Dictionary<Job, Outcome> _known = [];
    private JobId _next = new(long.MaxValue);

    /// <summary>The state without the job.</summary>
    public ClusterState State => state;

    /// <summary>The queues.</summary>
    public QueueTree Tree => tree;

    /// <summary>Time of the cycle.</summary>
    public long Now => now;

    /// <summary>Cycles run so far.</summary>
    public int Decisions { get; private set; }

    /// <summary>What the cycle does for a job; null when it has not been tried and no more may be.</summary>
    public Outcome? Try(Job job)
    {
        if (_known.TryGetValue(job, out var known)) return known;
        if (Decisions == decisionsMax) return null;

        var id = FreshId();
        if (state.Apply(new JobSubmitted(state.Now, job with { Id = id })) is { } refusal)
            throw new InvalidOperationException($"A change of job {job.Id} was refused: {refusal}.");

        var outcome = Outcome.Of(scheduler.Decide(state, tree, now, stepBudget), id);
        state.Apply(new JobCancelled(state.Now, id));
        outcome = outcome with
        {
            Stops = ValueList.From(outcome.Stops.Select(stop => stop with { Beneficiary = job.Id })),
        };
        Decisions++;
        _known.Add(job, outcome);
        return outcome;
    }

    // From the highest down: like every id that is yet to come, it loses ties to all jobs there are.
    private JobId FreshId()
    {
        while (state.Find(_next) is not null || state.OutcomeOf(_next) is not null) _next = new JobId(_next.Value - 1);
        return _next;
    }
}
