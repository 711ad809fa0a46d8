using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Explaining;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Sharing.Counterfactuals;

/// <summary>
/// Makes a change as a user would, on a state replayed from nothing, and runs one cycle of a scheduler that has seen
/// nothing before. Shares nothing with the explanation but the change itself.
/// </summary>
/// <param name="moment">The pool.</param>
/// <param name="newScheduler">Makes schedulers.</param>
/// <param name="stepBudget">Most jobs to look at.</param>
internal sealed class ChangeTrial(PoolMoment moment, Func<IPoolScheduler> newScheduler, int stepBudget)
{
    /// <summary>What is wrong with a change that an explanation named; null when it does what it says.</summary>
    public string? FaultOf(Job job, Change change)
    {
        if (EffectOf(job, change.Edit) is var effect && effect != change.Effect)
            return $"{change.Edit} of job {job.Id} at {moment.Now} ms has the effect {effect}, not {change.Effect}.";

        return change.IsLeast && change.Edit.OneStepLess(job) is { } less && EffectOf(job, less) >= change.Effect
            ? $"{less} of job {job.Id} at {moment.Now} ms has the effect of {change.Edit} already."
            : null;
    }

    private StartEffect EffectOf(Job job, JobEdit edit)
    {
        var state = moment.Replay();
        var id = new JobId(1 + moment.Events.OfType<JobSubmitted>().Max(submitted => submitted.Job.Id.Value));
        foreach (var happened in Resubmission.EventsOf(job, edit, id, state.Now)) state.ApplyCertain(happened);

        var tree = new QueueTree(moment.Policy, state.Resources);
        var plan = newScheduler().Decide(state, tree, moment.Now, stepBudget);
        foreach (var decided in plan.Events) state.ApplyCertain(decided);
        if (state.Find(id)!.Phase == JobPhase.Running) return StartEffect.StartsNow;

        return plan.Events.OfType<PreemptionOrdered>().Any(order => order.Preemption.Beneficiary == id)
            ? StartEffect.StartsWhenStopped
            : StartEffect.Waits;
    }
}
