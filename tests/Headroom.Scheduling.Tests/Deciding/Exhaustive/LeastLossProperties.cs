using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Deciding.Exhaustive;

/// <summary>
/// What is lost when quota is taken back for one task, against the least over all sets of jobs that may be stopped.
/// </summary>
public sealed class LeastLossProperties
{
    [Fact]
    public void Of_victims_on_one_accelerator_each_the_least_is_lost() =>
        Sample(TinyPool.One, (run, lost, least, _) =>
        {
            // Those that take back may borrow themselves, and ask for more.
            if (run.Running.All(job => job.Need.GpuCount * job.Tasks.Count == 1)) Assert.Equal(least, lost);
        });

    // The cheapest on a node are taken until there is room, then all that are not needed go on: each of those that are
    // left frees an accelerator at least, and costs no more than one that every other choice on the node stops too.
    [Fact]
    public void Of_any_victims_no_more_is_lost_than_the_least_times_the_accelerators_asked_for() =>
        Sample(TinyPool.Mixed.Where(shape => shape.GpuMilli == 1_000), (_, lost, least, gpus) =>
            Assert.InRange(lost, least, least * gpus));

    private static void Sample(Gen<JobShape> running, Action<PoolRun, long, long, int> check)
    {
        var (reclaims, lostTotal, leastTotal) = (0, 0L, 0L);
        var worlds = Gen.Select(
            TinyPool.Of(TinyPool.Fleets(3, "A"), running, policy => policy),
            TinyPool.Of(TinyPool.Fleets(3, "A"), TinyPool.Whole, policy => policy),
            Gen.Select(Gen.Long[1, 30], Gen.Long[0, 50], Gen.Bool).Array[12]);
        worlds.Sample((world, claims, times) =>
        {
            var run = new PoolRun(world.Fleet, world.Policy);
            var jobs = Later(world, claims, times).Zip(times);
            run.Applying = (plan, index) =>
            {
                if (index > 0 || LossOf(run, plan) is not { } loss) return;

                Interlocked.Increment(ref reclaims);
                Interlocked.Add(ref lostTotal, loss.Lost);
                Interlocked.Add(ref leastTotal, loss.Least);
                check(run, loss.Lost, loss.Least, loss.Gpus);
            };
            run.Tell(() =>
            {
                foreach (var (job, (pause, _, saves)) in jobs)
                {
                    run.Wait(pause);
                    run.Submit(job);
                    run.Cycle();
                    run.StopAll();
                    if (saves && run.Running.FirstOrDefault() is { } first)
                        run.Happens(new CheckpointSaved(run.Now, first.Job.Id));
                }
            });
        }, iter: 3_000);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{reclaims} reclaims: {100.0 * lostTotal / leastTotal:f2} % of the least loss.");
        Assert.True(reclaims > 100, $"only {reclaims} reclaims");
    }

    // First those that borrow, then, of the same queues, those that take back.
    private static IEnumerable<Job> Later(
        TinyPool world, TinyPool claims, (long Pause, long Restart, bool Saves)[] times) =>
        world.Jobs.Concat(claims.Jobs).Select((job, index) => job with
        {
            Id = new JobId(index),
            Queue = world.Jobs[index % world.Jobs.Count].Queue,
            Shape = job.Shape with { Chips = [] },
            RestartMilliseconds = times[index].Restart,
        });

    // Of a plan that does nothing else than to take back what one task is owed; others shift what is covered.
    private static (long Lost, long Least, int Gpus)? LossOf(PoolRun run, Plan plan)
    {
        var first = plan.Events.TakeWhile(decided => decided is not PreemptionOrdered).Count();
        if (first == plan.Events.Count || PlannedPreemption.At(run, plan, first) is not { } planned) return null;
        if (planned.Orders[0].Rule != PreemptionRule.Reclaim || planned.Job.Job.Shape.TaskCount > 1) return null;

        var isAlone = plan.Events.OfType<PreemptionOrdered>().Count() == planned.Orders.Count
            && !plan.Events.Any(decided => decided is JobStarted) && planned.Pool.Pending.Count == 0
            && !planned.Stopping.Any();
        if (!isAlone) return null;

        var gpus = planned.Job.Job.Shape.GpuCount;
        return (planned.Victims.Sum(victim => LossOf(run, victim)), LeastLoss(run, planned, gpus), gpus);
    }

    private static long LossOf(PoolRun run, JobEntry victim) =>
        (run.Now - victim.SavedAt + victim.Job.RestartMilliseconds) * victim.MilliHeld;

    private static long LeastLoss(PoolRun run, PlannedPreemption planned, int gpus)
    {
        var victims = run.Running.Where(victim => MayStop(run, planned, victim)).ToList();
        return Enumerable.Range(0, 1 << victims.Count)
            .Select(subset => victims.Where((_, index) => (subset >> index & 1) == 1).ToList())
            .Where(subset => HasRoom(run, subset, gpus))
            .Min(subset => subset.Sum(victim => LossOf(run, victim)));
    }

    private static bool MayStop(PoolRun run, PlannedPreemption planned, JobEntry victim)
    {
        if (!victim.Job.IsPreemptible || victim.Queue == planned.Job.Queue) return false;

        var common = run.Tree.DepthOf(run.Tree.CommonAncestor(planned.Queue, run.Tree.IndexOf(victim.Job.Queue)));
        return run.Tree.DepthOf(planned.OwedAt([])) > common
            && common >= run.Tree.DepthOf(planned.Pool.Covers()[victim.Job.Id]);
    }

    private static bool HasRoom(PoolRun run, IReadOnlyList<JobEntry> stopped, int gpus)
    {
        var room = run.State.Room.Copy();
        foreach (var victim in stopped) room.GiveAll(victim.Need, victim.Tasks);
        return Enumerable.Range(0, room.Count).Any(node => room.GpusFree(node) >= gpus);
    }
}
