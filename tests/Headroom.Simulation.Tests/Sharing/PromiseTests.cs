using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>First promises against what came of them.</summary>
public sealed class PromiseTests
{
    [Fact]
    public void The_first_promise_of_a_job_is_held_against_its_next_start()
    {
        // Promised 50 s at 0 and 90 s at 20 s, it starts at 100 s; the third is never started.
        var run = Run((state, now) => now switch
        {
            0 => [.. ScriptedScheduler.StartAll(state, now), Promise(now, 2, 50_000), Promise(now, 3, 60_000)],
            20_000 => [Promise(now, 2, 90_000), new ReservationDropped(now, new JobId(3))],
            _ => ScriptedScheduler.StartAll(state, now, job => job.Job.Id.Value == 2),
        });

        Assert.Equal(
            [new PromiseOutcome(new JobId(2), 0, 50_000, 100_000), new PromiseOutcome(new JobId(3), 0, 60_000, null)],
            run.Promises);
        Assert.Equal([50_000L, 0], run.Promises.Select(promise => promise.LateMilliseconds));
    }

    private static ReservationMade Promise(long now, long job, long start) =>
        new(now, new Reservation(new JobId(job), start, 0, [new TaskPlacement(0, GpuSet.Of(0))], false));

    private static SharingRun Run(
        Func<ClusterState, long, IEnumerable<ClusterEvent>> decide) =>
        Make.Run(
            [Make.Job(1, gpus: 4), Make.Job(2, gpus: 4), Make.Job(3, gpus: 4)],
            scheduler: new ScriptedScheduler(decide) { Wake = now => now == 0 ? 20_000 : long.MaxValue });
}
