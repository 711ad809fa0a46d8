using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;

namespace Headroom.Scheduling.Peers;

/// <summary>
/// Finds how many jobs of a sequence, from its begin, have to stop until another fits; then those are put back, the
/// last first, that fit beside it after all. Several peers describe just this: add victims in order until the job fits,
/// then undo in reverse what was needless.
/// </summary>
/// <remarks>
/// More room never makes a job fit less, so the number is found by halving. All trials are taken back.
/// </remarks>
internal sealed class FewestVictims
{
    private readonly PeerCycle _cycle;
    private readonly IReadOnlyList<Holding> _sequence;
    private int _stopped;

    private FewestVictims(PeerCycle cycle, IReadOnlyList<Holding> sequence) => (_cycle, _sequence) = (cycle, sequence);

    /// <summary>The victims; null when the job would not fit even without all of the sequence.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="job">Job that would start.</param>
    /// <param name="option">How.</param>
    /// <param name="sequence">Running jobs in the order in which they would have to stop.</param>
    /// <param name="isAllowed">Whether quota allows the job, by what is then used.</param>
    public static VictimSet? Find(
        PeerCycle cycle, JobEntry job, ChipOption option, IReadOnlyList<Holding> sequence, Func<bool> isAllowed)
    {
        var search = new FewestVictims(cycle, sequence);
        var set = search.Find(job, option, isAllowed);
        search.StopJust(0);
        return set;
    }

    private VictimSet? Find(JobEntry job, ChipOption option, Func<bool> isAllowed)
    {
        if (_sequence.Count == 0 || PlacesWithout(_sequence.Count) is null) return null;

        var (low, high) = (1, _sequence.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (PlacesWithout(middle) is null) low = middle + 1;
            else high = middle;
        }

        var tasks = PlacesWithout(low)!;
        return Spare(option.Fit.Need, tasks, isAllowed);

        ValueList<TaskPlacement>? PlacesWithout(int count)
        {
            StopJust(count);
            return isAllowed() ? _cycle.Find(job, option, job.Job.Shape.TaskCountLeast, out _)?.Tasks : null;
        }
    }

    private VictimSet Spare(in TaskNeed need, ValueList<TaskPlacement> tasks, Func<bool> isAllowed)
    {
        var (victims, spared) = (new List<Victim>(), new List<Holding>());
        var loss = (Int128)0;
        _cycle.Room.Take(need, tasks);
        for (var index = _stopped - 1; index >= 0; index--)
        {
            var holding = _sequence[index];
            if (FitsBeside(holding, isAllowed))
            {
                spared.Add(holding);
                continue;
            }

            var victim = Victim.Of(holding, _cycle.Tree.Policy, _cycle.Now);
            loss += victim.Loss;
            victims.Add(victim);
        }

        foreach (var holding in spared) Change(holding, isStop: true);
        _cycle.Room.Give(need, tasks);
        victims.Reverse();
        return new VictimSet(victims, tasks, loss);
    }

    private bool FitsBeside(Holding holding, Func<bool> isAllowed)
    {
        if (!_cycle.Room.Left.CanTakeAll(holding.Need, holding.Tasks)) return false;

        Change(holding, isStop: false);
        if (isAllowed()) return true;

        Change(holding, isStop: true);
        return false;
    }

    private void StopJust(int count)
    {
        while (_stopped < count) Change(_sequence[_stopped++], isStop: true);
        while (_stopped > count) Change(_sequence[--_stopped], isStop: false);
    }

    private void Change(Holding holding, bool isStop)
    {
        var milli = isStop ? -holding.Demand.Milli : holding.Demand.Milli;
        _cycle.Use.Add(holding.Queue, holding.Demand with { Milli = milli });
        if (isStop) _cycle.Room.Give(holding.Need, holding.Tasks);
        else _cycle.Room.Take(holding.Need, holding.Tasks);
    }
}
