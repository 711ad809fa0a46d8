using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests;

/// <summary>Nodes that are drained.</summary>
public abstract class NodeTests(StoreKind kind) : OnePool(kind, "a", "b")
{
    [Fact]
    public async Task A_drained_node_finishes_its_work_and_takes_no_new_even_after_a_restart()
    {
        using (var before = Pool.Admin)
        {
            await before.SubmitAsync(Script("while [ ! -e go ]; do sleep 0.1; done") with { Directory = Pool.Folder }, "1");
            await RealPool.UntilAsync(before, 1, JobStatus.Running);

            Assert.Equal("DRAINING", (await before.DrainAsync("local", isNow: false)).State);
            await before.SubmitAsync(Script("true"), "2");
        }

        await Pool.RestartAsync();
        using var admin = Pool.Admin;
        await File.WriteAllTextAsync(Path.Combine(Pool.Folder, "go"), "");
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(admin, 1)).State);

        Assert.Equal("DRAINED", Assert.Single(await admin.NodesAsync()).State);
        Assert.Contains("local", (await WhyAsync(admin, 2)).Text, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Waiting, (await admin.JobAsync(2)).State);

        Assert.Equal("IN_SERVICE", (await admin.UndrainAsync("local")).State);
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(admin, 2)).State);
    }

    [Fact]
    public async Task What_runs_on_a_node_that_is_drained_at_once_is_stopped_and_waits_again()
    {
        using var admin = Pool.Admin;
        await admin.SubmitAsync(Script("if [ $HEADROOM_ATTEMPT = 1 ]; then sleep 600; fi"), "1");
        await admin.SubmitAsync(Script("sleep 600"), "2");
        await RealPool.UntilAsync(admin, 1, JobStatus.Running);
        await RealPool.UntilAsync(admin, 2, JobStatus.Running);
        await admin.CancelAsync(2);

        await admin.DrainAsync("local", isNow: true);
        await admin.DrainAsync("local", isNow: true);

        var job = await RealPool.UntilAsync(admin, 1, JobStatus.Waiting);
        Assert.Contains(job.Transitions, step => step is { State: JobStatus.Stopping, Detail: "Drained" });
        Assert.Equal(JobStatus.Cancelled, (await RealPool.UntilEndedAsync(admin, 2)).State);
        Assert.Equal("DRAINED", Assert.Single(await admin.NodesAsync()).State);
        await admin.UndrainAsync("local");
        job = await RealPool.UntilEndedAsync(admin, 1);
        Assert.Equal((JobStatus.Succeeded, 2), (job.State, job.Attempts));
    }

    [Fact]
    public async Task Only_operators_drain_and_only_nodes_that_are_there()
    {
        using var admin = Pool.Admin;
        using var tenant = await Pool.ClientAsync(TokenRole.TenantAdmin, "a");

        var forbidden = await Assert.ThrowsAsync<ApiException>(() => tenant.DrainAsync("local", isNow: false));
        var missing = await Assert.ThrowsAsync<ApiException>(() => admin.DrainAsync("gpu/7", isNow: false));

        Assert.Equal(403, forbidden.Problem!.Status);
        Assert.Equal(404, missing.Problem!.Status);
        Assert.Equal("IN_SERVICE", Assert.Single(await admin.NodesAsync()).State);
    }

    private static async Task<WhyView> WhyAsync(Client.HeadroomClient client, long id)
    {
        while (true)
        {
            var why = await client.WhyAsync(id);
            if (why.Code is not null) return why;

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static JobRequest Script(string script) => RealPool.Script(script) with { Queue = "a" };
}

/// <summary>With the store in a file.</summary>
public sealed class NodeTestsInAFile() : NodeTests(StoreKind.Sqlite);

/// <summary>With the store on a server.</summary>
public sealed class NodeTestsOnPostgres() : NodeTests(StoreKind.Postgres);
