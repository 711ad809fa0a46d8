using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Explaining;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Sharing.Counterfactuals;

/// <summary>
/// Explains jobs that wait and confirms every change that is named by making it: on a state replayed from nothing, by
/// the events that a user would cause, with a scheduler that has seen nothing before. A change that claims to be the
/// least is confirmed only when one step less has no such effect.
/// </summary>
public static class CounterfactualCheck
{
    private const int StepBudget = 1_000_000;

    /// <summary>Runs until so many changes have been named, or moments end.</summary>
    /// <param name="moments">Pools at work.</param>
    /// <param name="changesMost">Changes to confirm, at least 1.</param>
    /// <param name="newScheduler">Makes schedulers.</param>
    public static CounterfactualReport Run(
        IEnumerable<PoolMoment> moments, int changesMost, Func<IPoolScheduler> newScheduler)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(changesMost, 1);
        var tally = new Tally();
        foreach (var moment in moments)
        {
            tally.Moments++;
            if (!Confirm(moment, changesMost, newScheduler, tally)) break;
        }

        return tally.ToReport();
    }

    private static bool Confirm(PoolMoment moment, int changesMost, Func<IPoolScheduler> newScheduler, Tally tally)
    {
        var (state, scheduler) = (moment.Replay(), newScheduler());
        var tree = new QueueTree(moment.Policy, state.Resources);
        var trial = new ChangeTrial(moment, newScheduler, StepBudget);
        foreach (var waiting in state.Queues.SelectMany<QueueState, JobEntry>(queue => [.. queue.Waiting]))
        {
            var explained = Explainer.Explain(state, tree, scheduler, waiting.Job.Id, moment.Now, StepBudget);
            tally.Jobs++;
            tally.Decisions += explained.Decisions;
            foreach (var change in explained.Changes)
            {
                if (change.Edit is Wait) continue;
                if (tally.Changes == changesMost) return false;

                tally.Add(change, trial.FaultOf(waiting.Job, change));
            }
        }

        return tally.Changes < changesMost;
    }

    private sealed class Tally
    {
        private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);
        private int _confirmed;
        private string? _firstFault;

        public int Moments { get; set; }

        public int Jobs { get; set; }

        public long Decisions { get; set; }

        public int Changes { get; private set; }

        public void Add(Change change, string? fault)
        {
            var kind = change.Edit.GetType().Name;
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
            Changes++;
            if (fault is null) _confirmed++;
            _firstFault ??= fault;
        }

        public CounterfactualReport ToReport() => new(
            Moments, Jobs, Decisions, Changes, _confirmed,
            [.. _kinds.Select(kind => new ChangeCount(kind.Key, kind.Value))], _firstFault);
    }
}
