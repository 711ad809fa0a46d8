using Headroom.Client.Jobs;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests;

/// <summary>When jobs are expected to start.</summary>
public sealed class StartEstimateTests : IAsyncLifetime
{
    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartAsync();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Without_a_history_limits_count_and_with_one_what_was_learnt()
    {
        using var admin = _pool.Admin;
        var free = await admin.StartOfAsync(RealPool.Script("true"));
        await admin.SubmitAsync(RealPool.Script("sleep 600", gpus: 4) with { TimeLimitSeconds = 3_600 }, "a");
        await RealPool.UntilAsync(admin, 1, JobStatus.Running);
        await admin.SubmitAsync(RealPool.Script("true", gpus: 4), "b");

        var byLimits = await admin.StartAsync(2);
        var never = await admin.StartOfAsync(RealPool.Script("true", gpus: 9));
        var running = await Assert.ThrowsAsync<ApiException>(() => admin.StartAsync(1));
        await admin.SubmitAsync(RealPool.Script("true", gpus: 0), "c");
        await RealPool.UntilEndedAsync(admin, 3);
        var learnt = await admin.StartAsync(2);

        Assert.Equal(StartBasis.NextCycle, free.Basis);
        Assert.Equal((StartBasis.TimeLimits, "NO_ROOM_NOW", 2L), (byLimits.Basis, byLimits.Code, byLimits.Job));
        Assert.InRange(byLimits.P50Milliseconds!.Value, 1, 3_600_000);
        Assert.Equal((StartBasis.Never, "NEVER_FITS"), (never.Basis, never.Code));
        Assert.Equal(409, running.Problem!.Status);
        Assert.Equal(StartBasis.Runtimes, learnt.Basis);
        Assert.Equal(3, (await admin.JobsAsync(new JobFilter())).Jobs.Count);
        await admin.CancelAsync(1);
        await RealPool.UntilEndedAsync(admin, 2);
    }

    [Fact]
    public async Task Estimates_are_corrected_by_what_came_of_earlier_ones()
    {
        using var admin = _pool.Admin;
        await admin.SubmitAsync(RealPool.Script("true", gpus: 0), "a");
        await RealPool.UntilEndedAsync(admin, 1);
        await admin.SubmitAsync(RealPool.Script("sleep 600", gpus: 4), "b");
        await RealPool.UntilAsync(admin, 2, JobStatus.Running);
        await admin.SubmitAsync(RealPool.Script("sleep 600", gpus: 4), "c");
        await admin.SubmitAsync(RealPool.Script("true", gpus: 4), "d");

        var first = await admin.StartAsync(3);
        await admin.CancelAsync(2);
        await RealPool.UntilAsync(admin, 3, JobStatus.Running);
        var second = await admin.StartAsync(4);
        await admin.CancelAsync(4);
        var free = await admin.StartOfAsync(RealPool.Script("true", gpus: 4));

        Assert.Equal((StartBasis.Runtimes, 0), (first.Basis, first.Outcomes));
        Assert.Equal((StartBasis.Runtimes, 1), (second.Basis, second.Outcomes));
        Assert.Equal(1, free.Outcomes);
        await admin.CancelAsync(3);
        await RealPool.UntilEndedAsync(admin, 3);
    }
}
