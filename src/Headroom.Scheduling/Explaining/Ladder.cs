using Headroom.Cluster.Jobs;

namespace Headroom.Scheduling.Explaining;

/// <summary>
/// Ever larger changes of one kind, and the search for the least of them that starts a job: the largest first, then by
/// halving. Where a larger change is not always better, what is found still has the effect and the rung below has not.
/// </summary>
/// <param name="trials">Runs cycles.</param>
/// <param name="job">The job, which does not start as it is.</param>
/// <param name="count">Rungs.</param>
/// <param name="editAt">The change at a rung, from 0 for the least.</param>
internal sealed class Ladder(Trials trials, Job job, int count, Func<int, JobEdit> editAt)
{
    /// <summary>
    /// The least change that starts the job in any way, and when others would have to stop for it, the least that
    /// starts it at once.
    /// </summary>
    public IEnumerable<Change> LeastChanges()
    {
        if (count == 0 || OutcomeAt(count - 1) is not { Effect: > StartEffect.Waits } top) yield break;

        var any = Least(-1, StartEffect.StartsWhenStopped);
        var change = ChangeAt(any.Rung, any.IsLeast, StartEffect.StartsWhenStopped);
        yield return change;
        if (change.Effect == StartEffect.StartsNow || top.Effect < StartEffect.StartsNow) yield break;

        var atOnce = Least(any.Rung, StartEffect.StartsNow);
        yield return ChangeAt(atOnce.Rung, atOnce.IsLeast, StartEffect.StartsNow);
    }

    // Above a rung that has not the effect there is a least one that has, for the top has it.
    private (int Rung, bool IsLeast) Least(int without, StartEffect effect)
    {
        var with = count - 1;
        while (with - without > 1)
        {
            var middle = without + (with - without) / 2;
            if (OutcomeAt(middle) is not { } outcome) return (with, false);

            if (outcome.Effect >= effect) with = middle;
            else without = middle;
        }

        return (with, true);
    }

    private Change ChangeAt(int rung, bool isAboveOther, StartEffect effect)
    {
        var (edit, outcome) = (editAt(rung), OutcomeAt(rung)!);
        var isLeast = isAboveOther && (edit.OneStepLess(job) is not { } less || IsBelow(less, rung, effect));
        return new Change(edit, outcome.Effect, edit.CostPermille(job), isLeast, outcome.Stops);
    }

    // Rungs may be further apart than steps.
    private bool IsBelow(JobEdit less, int rung, StartEffect effect) =>
        (rung > 0 && less == editAt(rung - 1))
        || (trials.Try(less.ApplyTo(job)) is { } outcome && outcome.Effect < effect);

    private Outcome? OutcomeAt(int rung) => trials.Try(editAt(rung).ApplyTo(job));
}
