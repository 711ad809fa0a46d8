using Headroom.Client.Jobs;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests;

/// <summary>Jobs from their submission to their end, on real processes.</summary>
public abstract class JobTests(StoreKind kind) : OnePool(kind)
{
    [Fact]
    public async Task A_job_runs_and_what_it_wrote_can_be_read()
    {
        using var admin = Pool.Admin;
        var made = await admin.SubmitAsync(RealPool.Script("echo $CUDA_VISIBLE_DEVICES; echo bad >&2; exit 3", gpus: 2), "a");

        var job = await RealPool.UntilEndedAsync(admin, made.First);

        Assert.Equal((JobStatus.Failed, 3), (job.State, job.ExitCode));
        Assert.Equal("0,1\n", (await admin.LogAsync(made.First, isError: false, 0)).Text);
        Assert.Equal("bad\n", (await admin.LogAsync(made.First, isError: true, 0)).Text);
        var run = Assert.Single(job.Runs);
        Assert.Equal((1, AttemptStatus.Ended, 3), (run.Attempt, run.State, run.ExitCode));
        Assert.StartsWith("The program ended with 3.", run.Detail, StringComparison.Ordinal);
        Assert.True(run is { CpuSeconds: >= 0, PeakMemoryMib: null or (> 0 and < 20) });
        var held = Assert.Single(job.Stretches);
        Assert.Equal(("A100", 2_000L, job.StartedAt, job.EndedAt), (held.Resource, held.Milli, held.BeganAt, held.EndedAt));
    }

    [Fact]
    public async Task The_same_key_makes_one_job_and_another_request_with_it_is_refused()
    {
        using var admin = Pool.Admin;
        var request = RealPool.Script("true");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => admin.SubmitAsync(request, "once")));

        var fault = await Assert.ThrowsAsync<ApiException>(() => admin.SubmitAsync(RealPool.Script("false"), "once"));

        Assert.Single(answers.Distinct());
        Assert.Equal(409, fault.Problem!.Status);
        Assert.Single((await admin.JobsAsync(new JobFilter())).Jobs);
    }

    [Fact]
    public async Task A_job_that_waits_is_told_why_and_a_larger_one_than_the_fleet_that_it_never_runs()
    {
        using var admin = Pool.Admin;
        await admin.SubmitAsync(RealPool.Script("sleep 60", gpus: 4), "a");
        var waits = await admin.SubmitAsync(RealPool.Script("true", gpus: 4), "b");
        var never = await admin.SubmitAsync(RealPool.Script("true", gpus: 9), "c");
        await RealPool.UntilAsync(admin, 1, JobStatus.Running);

        Assert.Equal("NO_ROOM_NOW", await Reason(waits.First));
        Assert.Equal("NEVER_FITS", await Reason(never.First));
        Assert.Equal([1], (await admin.WhyAsync(waits.First)).Holders);
        Assert.Null((await admin.WhyAsync(waits.First)).Changes);

        async Task<string> Reason(long id)
        {
            while (true)
            {
                if ((await admin.WhyAsync(id)).Code is { } code) return code;
            }
        }
    }

    [Fact]
    public async Task A_job_that_never_fits_is_told_what_would_start_it()
    {
        using var admin = Pool.Admin;
        var never = await admin.SubmitAsync(RealPool.Script("true", gpus: 9), "a");

        var why = await admin.WhyAsync(never.First, withChanges: true);

        var smaller = Assert.Single(why.Changes!);
        Assert.Equal(
            ("FEWER_GPUS", "ask for 4 GPUs a task", "starts now", true, 0),
            (smaller.Kind, smaller.Text, smaller.Outcome, smaller.IsNow, smaller.Stops));
        await admin.CancelAsync(never.First);
        Assert.Null((await admin.WhyAsync(never.First, withChanges: true)).Changes);
    }

    [Fact]
    public async Task A_running_job_that_is_cancelled_ends_and_its_room_goes_to_the_next()
    {
        using var admin = Pool.Admin;
        var first = await admin.SubmitAsync(RealPool.Script("sleep 600", gpus: 4), "a");
        var second = await admin.SubmitAsync(RealPool.Script("true", gpus: 4), "b");
        await RealPool.UntilAsync(admin, first.First, JobStatus.Running);

        await admin.CancelAsync(first.First);
        await admin.CancelAsync(first.First);

        Assert.Equal(JobStatus.Cancelled, (await RealPool.UntilEndedAsync(admin, first.First)).State);
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(admin, second.First)).State);
        var cancelled = await admin.JobsAsync(new JobFilter { State = JobStatus.Cancelled });
        Assert.Equal([first.First], cancelled.Jobs.Select(job => job.Id));
    }

    [Fact]
    public async Task A_held_job_waits_until_it_is_released()
    {
        using var admin = Pool.Admin;
        await admin.SubmitAsync(RealPool.Script("sleep 600", gpus: 4), "a");
        var job = await admin.SubmitAsync(RealPool.Script("true", gpus: 4), "b");
        await admin.HoldAsync(job.First);
        await admin.CancelAsync(1);
        await RealPool.UntilEndedAsync(admin, 1);

        Assert.Equal(JobStatus.Held, (await admin.JobAsync(job.First)).State);
        await admin.ReleaseAsync(job.First);

        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(admin, job.First)).State);
    }

    [Fact]
    public async Task A_gang_with_a_task_that_fails_fails_whole()
    {
        using var admin = Pool.Admin;
        var script = "if [ $HEADROOM_TASK = 1 ]; then exit 5; else sleep 600; fi";
        var made = await admin.SubmitAsync(RealPool.Script(script) with { Tasks = 3 }, "a");

        var job = await RealPool.UntilEndedAsync(admin, made.First);

        Assert.Equal((JobStatus.Failed, 5), (job.State, job.ExitCode));
    }

    [Fact]
    public async Task An_elastic_job_starts_with_the_tasks_that_there_is_room_for_and_tells_them_how_many_they_are()
    {
        using var admin = Pool.Admin;
        var other = await admin.SubmitAsync(RealPool.Script("sleep 600"), "a");
        await RealPool.UntilAsync(admin, other.First, JobStatus.Running);

        var script = RealPool.Script("echo $HEADROOM_TASK of $HEADROOM_TASKS");
        var made = await admin.SubmitAsync(script with { Tasks = 8, TasksMin = 2 }, "b");
        var job = await RealPool.UntilEndedAsync(admin, made.First);

        Assert.Equal(JobStatus.Succeeded, job.State);
        Assert.Equal("0 of 3\n", (await admin.LogAsync(job.Id, isError: false, 0)).Text);
        await admin.CancelAsync(other.First);
    }

    [Fact]
    public async Task Jobs_of_an_array_know_their_numbers_and_one_after_them_waits_for_all()
    {
        using var admin = Pool.Admin;
        var array = await admin.SubmitAsync(RealPool.Script("echo $HEADROOM_ARRAY_INDEX") with { Array = 3 }, "a");
        var after = await admin.SubmitAsync(
            RealPool.Script("true") with
            {
                After = [.. Enumerable.Range(0, 3).Select(number => new JobDependency(array.First + number))],
            },
            "b");

        var last = await RealPool.UntilEndedAsync(admin, after.First);

        Assert.Equal(JobStatus.Succeeded, last.State);
        for (var number = 0; number < 3; number++)
        {
            var job = await admin.JobAsync(array.First + number);
            Assert.Equal(JobStatus.Succeeded, job.State);
            Assert.True(job.EndedAt <= last.StartedAt);
            Assert.Equal($"{number}\n", (await admin.LogAsync(job.Id, isError: false, 0)).Text);
        }
    }

    [Fact]
    public async Task A_program_that_does_not_exist_fails_with_a_reason()
    {
        using var admin = Pool.Admin;
        var made = await admin.SubmitAsync(new JobRequest { Command = ["/no/such/program"], CpuMillicores = 10 }, "a");

        Assert.Equal(JobStatus.Failed, (await RealPool.UntilEndedAsync(admin, made.First)).State);
    }

    [Fact]
    public async Task What_ran_when_the_control_plane_stopped_is_found_again()
    {
        using (var before = Pool.Admin)
        {
            await before.SubmitAsync(RealPool.Script("sleep 2; echo done", gpus: 4), "a");
            await before.SubmitAsync(RealPool.Script("echo next", gpus: 4), "b");
            await RealPool.UntilAsync(before, 1, JobStatus.Running);
        }

        await Pool.RestartAsync();

        using var admin = Pool.Admin;
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(admin, 1)).State);
        Assert.Equal("done\n", (await admin.LogAsync(1, isError: false, 0)).Text);
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(admin, 2)).State);
        Assert.Equal(3, (await admin.SubmitAsync(RealPool.Script("true"), "c")).First);
        Assert.Equal(1, (await admin.SubmitAsync(RealPool.Script("sleep 2; echo done", gpus: 4), "a")).First);
    }
}

/// <summary>With the store in a file.</summary>
public sealed class JobTestsInAFile() : JobTests(StoreKind.Sqlite);

/// <summary>With the store on a server.</summary>
public sealed class JobTestsOnPostgres() : JobTests(StoreKind.Postgres);
