using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>Small runs that can be followed by hand, on one node of four accelerators.</summary>
public sealed class SharingReplayTests
{
    [Fact]
    public void Jobs_wait_for_room_and_every_figure_follows_from_that()
    {
        var run = Make.Run([Make.Job(1, gpus: 4, runs: 100), Make.Job(2, gpus: 2, at: 40, runs: 50)]);

        Assert.Equal(new JobCounts(2, 2, 0, 0, 0, 0), run.Jobs);
        Assert.Equal(150, run.MakespanSeconds);
        Assert.Equal(new Spread(30, 60, 60), run.WaitSeconds);
        Assert.Equal(new Spread(105, 110, 110), run.CompletionSeconds);
        Assert.Equal(new Spread((1 + 2.2) / 2, 2.2, 2.2), run.BoundedSlowdown);
        Assert.Equal((400.0 + 100) / (4 * 150), run.Utilisation, 12);
        Assert.Equal(new GpuHours(500 / 3600.0, 0, 0, 0), run.Hours);
        Assert.Equal(4, run.Cycles);
    }

    [Fact]
    public void A_job_that_does_not_succeed_fails_and_one_at_its_limit_is_stopped()
    {
        var run = Make.Run([
            Make.Job(1, runs: 10) with { Succeeds = false },
            Make.Job(2, runs: 100).With(job => job with { TimeLimitMilliseconds = 30_000 }),
            Make.Job(3, runs: 30).With(job => job with { TimeLimitMilliseconds = 30_000 }),
        ]);

        Assert.Equal(new JobCounts(3, 1, 2, 0, 0, 0), run.Jobs);
        Assert.Equal([10_000L, 30_000, 30_000], run.Outcomes.Select(job => job.Ended));
        Assert.Equal([JobEnd.Failed, JobEnd.Failed, JobEnd.Finished], run.Outcomes.Select(job => job.End));
    }

    [Fact]
    public void A_user_may_give_up_on_a_job_that_waits_or_runs_and_too_late_is_nothing()
    {
        var run = Make.Run([
            Make.Job(1, gpus: 4, runs: 100) with { CancelledMilliseconds = 60_000 },
            Make.Job(2, gpus: 4, runs: 100) with { CancelledMilliseconds = 20_000 },
            Make.Job(3, gpus: 4, runs: 10) with { CancelledMilliseconds = 500_000 },
        ]);

        Assert.Equal(new JobCounts(3, 1, 0, 2, 0, 0), run.Jobs);
        Assert.Equal([60_000L, 20_000, 70_000], run.Outcomes.Select(job => job.Ended));
        Assert.Null(run.Outcomes[1].Started);
        Assert.Equal(new Spread(60, 60, 60), run.WaitSeconds);
    }

    [Fact]
    public void What_waits_for_good_is_counted_with_its_reason()
    {
        var run = Make.Run([Make.Job(1), Make.Job(2, gpus: 8), Make.Job(3, gpus: 8)]);
        var silent = Make.Run([Make.Job(1)], scheduler: new ScriptedScheduler((_, _) => []));

        Assert.Equal(new JobCounts(3, 1, 0, 0, 0, 2), run.Jobs);
        Assert.Equal([new HeldForGood(HoldReason.NoRoomNow, 2)], run.Held);
        Assert.Equal([new HeldForGood(null, 1)], silent.Held);
        Assert.Equal(0, silent.Utilisation);
    }

    [Fact]
    public void Half_the_speed_and_half_the_tasks_take_four_times_as_long()
    {
        var elastic = Make.Job(1, gpus: 1, tasks: 4, runs: 100).Shaped(shape => shape with
        {
            TaskCountMin = 1,
            Chips = [new ChipChoice(Make.Model, 500)],
        });
        var halves = new ScriptedScheduler((state, now) => state.Queues[0].Waiting.Select(job =>
        {
            var (resource, tasks) = PlainPlacement.Place(state, state.Room.Copy(), job, tasks: 2)!.Value;
            return new JobStarted(now, job.Job.Id, resource, tasks);
        }));

        var run = Make.Run([elastic], scheduler: halves);

        Assert.Equal(400_000, run.Outcomes[0].Ended);
        Assert.Equal(2 * 400 / 3600.0, run.Hours.Held, 12);
    }

    [Fact]
    public void A_resize_keeps_the_work_and_moves_the_finish()
    {
        // 100 s of work for four tasks: 40 s on two do 20 s of it, and the other 80 s take four tasks 80 s.
        var elastic = Make.Job(1, tasks: 4, runs: 100).Shaped(shape => shape with { TaskCountMin = 1 });
        var grows = new ScriptedScheduler((state, now) =>
        {
            var job = state.Find(new JobId(1));
            if (job is null || now is not (0 or 40_000)) return [];

            var (resource, tasks) = PlainPlacement.Place(state, state.Room.Copy(), job, tasks: 2)!.Value;
            return now == 0
                ? [new JobStarted(now, job.Job.Id, resource, tasks)]
                : [new JobResized(now, job.Job.Id, [.. job.Tasks, .. tasks])];
        })
        {
            Wake = now => now == 0 ? 40_000 : long.MaxValue,
        };

        var run = Make.Run([elastic], scheduler: grows);

        Assert.Equal(120_000, run.Outcomes[0].Ended);
        Assert.Equal((2 * 40 + 4 * 80) / 3600.0, run.Hours.Held, 12);
        Assert.Equal(0, run.Hours.Lost);
    }

    [Fact]
    public void Jobs_on_a_node_that_fails_end_and_others_run_on()
    {
        var run = Make.Run(
            [Make.Job(1, gpus: 4, runs: 100), Make.Job(2, gpus: 4, runs: 100), Make.Job(3, gpus: 4, runs: 100)],
            Make.Fleet(nodes: 2),
            options: new SharingOptions
            {
                KeepJobs = true,
                NodeChanges =
                [
                    new NodeChanged(50_000, 0, NodeStatus.Failed), new NodeChanged(300_000, 0, NodeStatus.InService),
                ],
            });

        Assert.Equal([JobEnd.Failed, JobEnd.Finished, JobEnd.Finished], run.Outcomes.Select(job => job.End));
        Assert.Equal([50_000L, 100_000, 200_000], run.Outcomes.Select(job => job.Ended));
    }

    [Fact]
    public void Cycles_are_put_together_where_the_options_say_so()
    {
        var jobs = Enumerable.Range(0, 10).Select(id => Make.Job(id, at: id, runs: 1)).ToArray();

        var run = Make.Run(jobs, options: new SharingOptions { KeepJobs = true, MinimumCycleMilliseconds = 4_000 });

        Assert.Equal([0L, 4, 4, 4, 4, 8, 8, 8, 8, 12], run.Outcomes.Select(job => job.Started / 1000));
    }

    [Fact]
    public void Jobs_without_length_end_at_the_instant_they_start()
    {
        var run = Make.Run([.. Enumerable.Range(0, 50).Select(id => Make.Job(id, gpus: 4, runs: 0))]);

        Assert.Equal(new JobCounts(50, 50, 0, 0, 0, 0), run.Jobs);
        Assert.Equal(0, run.MakespanSeconds);
    }

    [Fact]
    public void A_run_that_is_cut_off_counts_what_runs_and_waits_until_then()
    {
        var run = Make.Run(
            [Make.Job(1, gpus: 4, runs: 100), Make.Job(2, gpus: 4, runs: 100), Make.Job(3, at: 60)],
            options: new SharingOptions { UntilMilliseconds = 50_000, KeepJobs = true });

        Assert.Equal(new JobCounts(2, 0, 0, 0, 1, 1), run.Jobs);
        Assert.Equal([new HeldForGood(HoldReason.NoRoomNow, 1)], run.Held);
        Assert.Equal(50, run.MakespanSeconds);
        Assert.Equal(1, run.Utilisation);
        Assert.Equal(200 / 3600.0, run.Tenants[0].GpuHours, 12);
    }

    [Fact]
    public void Nothing_at_all_is_a_run_too()
    {
        var run = Make.Run([]);

        Assert.Equal(new JobCounts(0, 0, 0, 0, 0, 0), run.Jobs);
        Assert.Empty(run.Tenants);
        Assert.Equal(1, run.Fairness);
    }

    [Fact]
    public void Service_of_each_queue_is_told_by_period_with_what_it_wanted()
    {
        var run = Make.Run([
            Make.Job(1, gpus: 3, runs: 200, queue: "a"), Make.Job(2, gpus: 2, at: 100, runs: 200, queue: "b")]);

        var (a, b) = (run.Tenants[0], run.Tenants[1]);
        Assert.Equal("b", b.Queue);
        Assert.Equal(600 / 3600.0, a.GpuHours, 12);
        Assert.Equal(new Spread(100, 100, 100), b.WaitSeconds);
        Assert.Equal(a.Periods.Count, b.Periods.Count);
        Assert.Equal(0, b.Periods[50].Wanted, 9);
        Assert.All([110, 199],
            second => Assert.Equal((0, 2), (Round(b.Periods[second].Got), Round(b.Periods[second].Wanted))));
        Assert.Equal((2, 2), (Round(b.Periods[399].Got), Round(b.Periods[399].Wanted)));
    }

    private static int Round(double value) => (int)Math.Round(value * 1000) / 1000;
}
