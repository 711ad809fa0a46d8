using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reservations;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Deciding.Exhaustive;

/// <summary>Nobody waits who could start: every place in what is left has been tried out.</summary>
public sealed class MaximalityProperties
{
    [Fact]
    public void No_job_that_waits_could_start_without_breaking_a_rule() =>
        TinyRun.Sample(TinyPool.Any, (_, run, plan) => Check(run, plan), iterations: 3_000);

    private static void Check(PoolRun run, Plan plan)
    {
        // It says itself that something is left over.
        if (plan.NextWake == run.Now) return;

        var pool = new PlainPool(run.State, run.Tree);
        foreach (var (id, hold) in plan.Verdicts)
        {
            var job = run.State.Find(id)!;
            if (hold.Reason == HoldReason.BehindOthers)
                Assert.False(run.Tree[run.Tree.IndexOf(job.Job.Queue)].AllowsBackfill);
            else
                Assert.False(CouldStart(run, pool, job), $"{id} could start and is held as {hold}");
        }
    }

    private static bool CouldStart(PoolRun run, PlainPool pool, JobEntry job)
    {
        var tasks = job.Job.Shape.TaskCountLeast;
        return EveryPlace.Needs(run.State, job.Job.Shape)
            .Where(option => pool.Allows(job.Job, new Demand(option.Resource, tasks * option.Need.QuotaMilli)))
            .Any(option => EveryPlace.Of(run.State, run.State.Room, option.Resource, option.Need, tasks)
                .Any(places => !DelaysPromise(run, job, option.Need, places)));
    }

    // A promised job finds its places taken when all have ended that are believed to have by then.
    private static bool DelaysPromise(PoolRun run, JobEntry job, TaskNeed need, ValueList<TaskPlacement> places)
    {
        var endsAt = run.Now + ExpectedEnd.LimitOf(job.Job, run.Tree.Policy.Planning);
        return run.State.Promised.Where(other => other != job && endsAt > other.Reservation!.Start).Any(promised =>
        {
            var promise = promised.Reservation!;
            var room = run.State.Room.Copy();
            room.TakeAll(need, places);
            foreach (var other in run.Running)
            {
                if (ExpectedEnd.OfRunning(other, run.Tree.Policy, run.Now) <= promise.Start)
                    room.GiveAll(other.Need, other.Tasks);
            }

            var model = run.State.ModelOf(promise.Tasks[0].Node);
            return !room.CanTakeAll(TaskNeed.Of(promised.Job.Shape, model)!.Value, promise.Tasks);
        });
    }
}
