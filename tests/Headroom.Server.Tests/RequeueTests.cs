using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests;

/// <summary>Jobs that are run again: because someone asks for it, or because their run was lost.</summary>
public abstract class RequeueTests(StoreKind kind) : OnePool(kind, "a", "b")
{
    [Fact]
    public async Task A_job_that_has_ended_is_submitted_anew_once_for_a_key()
    {
        using var admin = Pool.Admin;
        var made = await admin.SubmitAsync(Script("echo again; exit 3") with { Name = "x" }, "s");
        await RealPool.UntilEndedAsync(admin, made.First);

        var again = await admin.RequeueAsync(made.First, "r");
        var twice = await admin.RequeueAsync(made.First, "r");
        var other = await Assert.ThrowsAsync<ApiException>(() => admin.RequeueAsync(again.As, "r"));

        Assert.Equal(new Requeued(made.First, made.First + 1, JobStatus.Waiting), again);
        Assert.Equal(again, twice);
        Assert.Equal(409, other.Problem!.Status);
        var job = await RealPool.UntilEndedAsync(admin, again.As);
        Assert.Equal((JobStatus.Failed, 3, "x", 1), (job.State, job.ExitCode, job.Name, job.Attempts));
        Assert.Equal("again\n", (await admin.LogAsync(again.As, isError: false, 0)).Text);
    }

    [Fact]
    public async Task A_job_that_runs_is_stopped_and_runs_again_and_each_span_is_counted_once()
    {
        using var admin = Pool.Admin;
        var made = await admin.SubmitAsync(
            Script("if [ $HEADROOM_ATTEMPT = 1 ]; then sleep 600; else echo second; fi"), "s");
        await RealPool.UntilAsync(admin, made.First, JobStatus.Running);

        var again = await admin.RequeueAsync(made.First, "r");

        Assert.Equal(new Requeued(made.First, made.First, JobStatus.Stopping), again);
        var job = await RealPool.UntilEndedAsync(admin, made.First);
        Assert.Equal((JobStatus.Succeeded, 2), (job.State, job.Attempts));
        Assert.Contains(job.Transitions, step => step is { State: JobStatus.Stopping, Detail: "Requeued" });
        Assert.Equal([1, 2], job.Stretches.Select(held => held.Attempt));
        Assert.True(job.Stretches[0].EndedAt <= job.Stretches[1].BeganAt);
        Assert.Equal(again, await admin.RequeueAsync(made.First, "r"));
    }

    [Fact]
    public async Task A_job_of_an_array_is_run_again_alone_with_the_number_that_it_had()
    {
        using var admin = Pool.Admin;
        var made = await admin.SubmitAsync(Script("echo $HEADROOM_ARRAY_INDEX") with { Array = 3 }, "s");
        await RealPool.UntilEndedAsync(admin, made.First + 2);

        var again = await admin.RequeueAsync(made.First + 2, "r");

        await RealPool.UntilEndedAsync(admin, again.As);
        Assert.Equal("2\n", (await admin.LogAsync(again.As, isError: false, 0)).Text);
        Assert.Equal(4, (await admin.JobsAsync(new JobFilter())).Jobs.Count);
    }

    [Fact]
    public async Task Another_tenants_job_is_not_there_and_one_that_waits_stays_where_it_is()
    {
        using var admin = Pool.Admin;
        using var other = await Pool.ClientAsync(TokenRole.Member, "b");
        var made = await admin.SubmitAsync(Script("true", gpus: 9), "s");

        var fault = await Assert.ThrowsAsync<ApiException>(() => other.RequeueAsync(made.First, "r"));

        Assert.Equal(404, fault.Problem!.Status);
        Assert.Equal(
            new Requeued(made.First, made.First, JobStatus.Waiting), await admin.RequeueAsync(made.First, "r"));
    }

    [Fact]
    public async Task A_run_that_its_engine_does_not_know_any_more_is_started_again_as_often_as_the_job_says()
    {
        using (var before = Pool.Admin)
        {
            await before.SubmitAsync(Script("echo up; sleep 600"), "once");
            await before.SubmitAsync(Script("echo up; sleep 600") with { Preemptible = false }, "never");
            await before.SubmitAsync(Script("echo up; sleep 600") with { Preemptible = false, Retries = 2 }, "twice");
            for (var id = 1; id <= 3; id++) await UntilRunningAsync(before, id, attempt: 1);
        }

        for (var loss = 1; loss <= 3; loss++)
        {
            await Pool.RestartAsync(LostRuns.Lose);
            using var admin = Pool.Admin;
            await ExpectAsync(admin, 1, losses: loss, granted: 1);
            await ExpectAsync(admin, 2, losses: loss, granted: 0);
            await ExpectAsync(admin, 3, losses: loss, granted: 2);
        }

        static async Task ExpectAsync(Client.HeadroomClient admin, long id, int losses, int granted)
        {
            var job = losses <= granted
                ? await UntilRunningAsync(admin, id, losses + 1)
                : await RealPool.UntilEndedAsync(admin, id);
            Assert.Equal(losses <= granted ? JobStatus.Running : JobStatus.Failed, job.State);
            Assert.Equal(Math.Min(losses, granted) + 1, job.Attempts);
            Assert.Equal(Math.Min(losses, granted), job.Transitions.Count(step => step.Detail == "Lost"));
            Assert.Equal(job.Attempts, job.Stretches.Count);
        }
    }

    // Until its program writes: a start that the engine has not been told yet is told again, and is no loss.
    private static async Task<JobDetail> UntilRunningAsync(Client.HeadroomClient client, long id, int attempt)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var job = await RealPool.UntilAsync(client, id, JobStatus.Running);
            var log = await client.LogAsync(id, isError: false, offset: 0, patience.Token);
            if (job.Attempts == attempt && log.Text.Length > 0) return job;

            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private static JobRequest Script(string script, int gpus = 1) => RealPool.Script(script, gpus) with { Queue = "a" };
}

/// <summary>With the store in a file.</summary>
public sealed class RequeueTestsInAFile() : RequeueTests(StoreKind.Sqlite);

/// <summary>With the store on a server.</summary>
public sealed class RequeueTestsOnPostgres() : RequeueTests(StoreKind.Postgres);
