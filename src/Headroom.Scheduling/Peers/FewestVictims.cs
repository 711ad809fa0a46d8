using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;

namespace Headroom.Scheduling.Peers;

/// <summary>
/// Finds how many jobs of a sequence, from its begin, have to stop until another fits; then those are put back, the
/// last first, that fit beside it after all. Several peers describe just this: add victims in order until the job
/// fits, then undo in reverse what was needless.
/// </summary>
/// <remarks>
/// More room never makes a job fit less, so the number is found by doubling and then halving, and of a long sequence
/// only the begin is asked for. All trials are taken back.
/// </remarks>
internal sealed class FewestVictims
{
    private readonly PeerCycle _cycle;
    private readonly List<Holding> _sequence = [];
    private int _stopped;

    private FewestVictims(PeerCycle cycle) => _cycle = cycle;

    /// <summary>The victims; null when the job would not fit even without all of the sequence.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="job">Job that would start.</param>
    /// <param name="option">How.</param>
    /// <param name="sequence">
    /// Running jobs in the order in which they would have to stop; it must not look at what the cycle has left or uses.
    /// </param>
    /// <param name="isAllowed">Whether quota allows the job, by what is then used.</param>
    public static VictimSet? Find(
        PeerCycle cycle, JobEntry job, ChipOption option, IEnumerable<Holding> sequence, Func<bool> isAllowed)
    {
        var search = new FewestVictims(cycle);
        using var victims = sequence.GetEnumerator();
        var set = search.Find(job, option, victims, isAllowed);
        search.StopJust(0);
        return set;
    }

    private VictimSet? Find(JobEntry job, ChipOption option, IEnumerator<Holding> victims, Func<bool> isAllowed)
    {
        var (tooFew, enough) = (0, 0);
        while (enough == 0)
        {
            while (_sequence.Count <= 2 * tooFew && victims.MoveNext()) _sequence.Add(victims.Current);
            if (_sequence.Count == tooFew) return null;

            if (PlacesWithout(_sequence.Count) is null) tooFew = _sequence.Count;
            else enough = _sequence.Count;
        }

        while (enough - tooFew > 1)
        {
            var middle = (tooFew + enough) / 2;
            if (PlacesWithout(middle) is null) tooFew = middle;
            else enough = middle;
        }

        return Spare(option.Fit.Need, PlacesWithout(enough)!, isAllowed);

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

            var victim = Victim.Of(holding, _cycle.Now);
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
