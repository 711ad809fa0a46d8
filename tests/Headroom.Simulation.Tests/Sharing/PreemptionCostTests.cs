using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>
/// What a preemption costs, by hand: job 1 of 4 accelerators and 100 s runs from 0 on; job 2 of higher priority takes
/// its place at 47 s and runs for 20 s.
/// </summary>
public sealed class PreemptionCostTests
{
    [Theory]
    // Nothing is saved: it starts again from nothing at 67 s.
    [InlineData(0, 0, 0, 167, 47, 0)]
    // The saves at 10, 20, 30 and 40 s count: 60 s are left, 7 s are lost.
    [InlineData(10, 0, 0, 127, 7, 0)]
    // A restart of 5 s comes on top.
    [InlineData(10, 5, 0, 132, 7, 5)]
    // With 3 s to stop it saves at 50 s and loses nothing; the other runs from 50 to 70 s.
    [InlineData(10, 5, 3, 125, 0, 5)]
    // A job that never saves has nothing from its time to stop.
    [InlineData(0, 5, 3, 175, 50, 5)]
    public void Work_since_the_last_save_is_lost(
        int checkpoint, int restart, int stop, int ends, int repeated, int restarting)
    {
        var run = Make.Run(
            [
                Make.Job(1, gpus: 4).With(job => job with
                {
                    CheckpointMilliseconds = checkpoint * 1000,
                    RestartMilliseconds = restart * 1000,
                }),
                Make.Job(2, gpus: 4, at: 47, runs: 20, priority: 1),
            ],
            policy: Make.Stopping(stop),
            scheduler: new PlainScheduler(preempts: true));

        Assert.Equal(ends * 1000, run.Outcomes[0].Ended);
        Assert.Equal(4 * repeated / 3600.0, run.Hours.Repeated, 12);
        Assert.Equal(4 * restarting / 3600.0, run.Hours.Restarting, 12);
        Assert.Equal(4 * (20 + 100) / 3600.0, run.Hours.Delivered, 12);
        Assert.Equal(1, run.Preemptions);
        Assert.Equal(4 * repeated * 1000, Assert.Single(run.PreemptionRecords).LostGpuMilliseconds);
        Assert.Equal(PreemptionRule.Priority, run.PreemptionRecords[0].Preemption.Rule);
    }

    [Fact]
    public void A_second_preemption_during_the_restart_costs_only_the_restart()
    {
        var run = Make.Run(
            [
                Make.Job(1, gpus: 4).With(job => job with
                {
                    CheckpointMilliseconds = 10_000,
                    RestartMilliseconds = 30_000,
                }),
                Make.Job(2, gpus: 4, at: 40, runs: 10, priority: 1),
                Make.Job(3, gpus: 4, at: 65, runs: 10, priority: 1),
            ],
            scheduler: new PlainScheduler(preempts: true));

        // 40 s done, 15 s of a restart wasted at 65 s, 30 s of the next from 75 s on, then 60 s of work.
        Assert.Equal(165_000, run.Outcomes[0].Ended);
        Assert.Equal(0, run.Hours.Repeated);
        Assert.Equal(4 * 45 / 3600.0, run.Hours.Restarting, 12);
    }

    [Fact]
    public void A_job_that_finishes_before_it_has_to_stop_is_finished()
    {
        var run = Make.Run(
            [Make.Job(1, gpus: 4), Make.Job(2, gpus: 4, at: 95, runs: 10, priority: 1)],
            policy: Make.Stopping(5),
            scheduler: new PlainScheduler(preempts: true));

        Assert.Equal([100_000L, 110_000], run.Outcomes.Select(job => job.Ended));
        Assert.Equal(0, run.Hours.Lost);
    }

    [Fact]
    public void Saves_are_told_at_whole_multiples_and_at_most_a_thousand_times()
    {
        var often = Make.Job(1, runs: 100).With(job => job with { CheckpointMilliseconds = 30_000 });
        var tooOften = Make.Job(1, runs: 100).With(job => job with { CheckpointMilliseconds = 7 });

        Assert.Equal([30_000L, 60_000, 90_000], Saves(often));
        var few = Saves(tooOften);
        Assert.InRange(few.Length, 500, 1000);
        Assert.All(few, time => Assert.Equal(0, time % 105));
        Assert.Empty(Saves(often.With(job => job with { IsPreemptible = false })));
    }

    [Fact]
    public void A_resized_job_keeps_what_it_saved_before_the_resize()
    {
        // On two of four tasks until 45 s, on all from then to its stop at 55 s: saved are 25 s (at 50 s) of 27.5 s.
        var grows = new ScriptedScheduler((state, now) =>
        {
            var job = state.Find(new JobId(1));
            if (job is null) return [];
            if (now is 0 or 60_000)
            {
                var (resource, tasks) = PlainPlacement.Place(state, state.Room.Copy(), job, now == 0 ? 2 : 4)!.Value;
                return [new JobStarted(now, job.Job.Id, resource, tasks)];
            }

            if (now == 55_000 && job.Phase == JobPhase.Running)
                return [PlainScheduler.Order(now, job, job)];

            if (now != 45_000) return [];
            var (_, more) = PlainPlacement.Place(state, state.Room.Copy(), job, 2)!.Value;
            return [new JobResized(now, job.Job.Id, [.. job.Tasks, .. more])];
        })
        {
            Wake = now => now switch { < 45_000 => 45_000, < 55_000 => 55_000, < 60_000 => 60_000, _ => long.MaxValue },
        };

        var run = Make.Run(
            [
                Make.Job(1, tasks: 4).Shaped(shape => shape with { TaskCountMin = 1 })
                    .With(job => job with { CheckpointMilliseconds = 10_000 }),
            ],
            scheduler: grows);

        // 20 s at 40 s; 22.5 s at 45 s; 27.5 s at 50 s are saved, 32.5 s at 55 s are not.
        Assert.Equal(60_000 + 72_500, run.Outcomes[0].Ended);
        Assert.Equal(4 * 5 / 3600.0, run.Hours.Repeated, 12);
    }

    private static long[] Saves(SharedJob job) =>
        [.. Make.Run([job]).Events.OfType<CheckpointSaved>().Select(saved => saved.At)];
}
