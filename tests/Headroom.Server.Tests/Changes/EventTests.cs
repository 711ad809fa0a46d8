using Headroom.Client;
using Headroom.Client.Events;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests.Changes;

/// <summary>Streams of changes over HTTP.</summary>
public sealed class EventTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartAsync("blue", "red");

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Each_state_of_a_job_is_told_once_and_in_order()
    {
        using var admin = _pool.Admin;
        var begun = new TaskCompletionSource();
        var told = ReadUntilEndAsync(admin, null, begun);
        await begun.Task.WaitAsync(Patience);

        var made = await admin.SubmitAsync(RealPool.Script("true") with { Queue = "blue" }, "a");

        var jobs = (await told).Where(change => change.Job is not null).ToList();
        Assert.Equal(
            [(JobStatus.Waiting, 1), (JobStatus.Running, 2), (JobStatus.Succeeded, 3)],
            jobs.Select(change => (change.Job!.State, change.Job.Version)));
        Assert.All(jobs, change => Assert.Equal(
            (made.First, "blue", "blue"), (change.Job!.Id, change.Job.Tenant, change.Job.Queue)));
        Assert.Equal(jobs.OrderBy(change => change.Sequence).Distinct(), jobs);
    }

    [Fact]
    public async Task Whoever_names_the_last_one_misses_nothing_over_a_restart()
    {
        using var before = _pool.Admin;
        var made = await before.SubmitAsync(RealPool.Script("sleep 1") with { Queue = "blue" }, "a");
        await RealPool.UntilAsync(before, made.First, JobStatus.Running);
        var first = await UntilAsync(before, 0, change => change.Job?.State == JobStatus.Running);
        await _pool.RestartAsync();

        using var after = _pool.Admin;
        var rest = await UntilAsync(after, first[^1].Sequence, change => change.Job?.State == JobStatus.Succeeded);
        var whole = await UntilAsync(after, 0, change => change.Job?.State == JobStatus.Succeeded);

        var states = rest.Select(change => change.Job?.State).OfType<JobStatus>();
        Assert.Equal([JobStatus.Succeeded], states);
        Assert.Equal(
            whole.Where(change => change.Kind != ChangeKind.Begin),
            first.Concat(rest).Where(change => change.Kind != ChangeKind.Begin));
    }

    [Fact]
    public async Task A_tenant_is_told_nothing_of_another()
    {
        using var blue = await _pool.ClientAsync(TokenRole.Member, "blue");
        using var red = await _pool.ClientAsync(TokenRole.Viewer, "red");
        using var admin = _pool.Admin;
        var made = await blue.SubmitAsync(RealPool.Script("true"), "a");
        await RealPool.UntilEndedAsync(blue, made.First);
        var theirs = await admin.SubmitAsync(RealPool.Script("true") with { Queue = "red" }, "b");

        var told = await UntilAsync(red, 0, change => change.Job?.State == JobStatus.Succeeded);
        var fault = await Assert.ThrowsAsync<ApiException>(
            async () => await red.ChangesAsync(job: made.First).GetAsyncEnumerator().MoveNextAsync());

        Assert.All(told.Where(change => change.Job is not null), change => Assert.Equal(theirs.First, change.Job!.Id));
        Assert.Equal(404, fault.Problem!.Status);
    }

    [Fact]
    public async Task Only_one_job_is_told_of_when_it_is_asked_for()
    {
        using var admin = _pool.Admin;
        var first = await admin.SubmitAsync(RealPool.Script("true") with { Queue = "blue" }, "a");
        var second = await admin.SubmitAsync(RealPool.Script("true") with { Queue = "red" }, "b");
        await RealPool.UntilEndedAsync(admin, first.First);

        var told = await UntilAsync(admin, 0, change => change.Job?.State == JobStatus.Succeeded, second.First);

        Assert.Equal(
            [JobStatus.Waiting, JobStatus.Running, JobStatus.Succeeded],
            told.Where(change => change.Kind != ChangeKind.Begin).Select(change => change.Job!.State));
        Assert.All(told.Skip(1), change => Assert.Equal(second.First, change.Job!.Id));
    }

    [Theory]
    [InlineData("api/v1/events?after=-1", 422)]
    [InlineData("api/v1/events?after=x", 400)]
    [InlineData("api/v1/events?job=99", 404)]
    public async Task A_bad_place_to_go_on_is_refused(string path, int expected) =>
        Assert.Equal(expected, (await _pool.SendAsync(HttpMethod.Get, path)).Status);

    [Fact]
    public async Task A_place_that_this_store_never_had_is_told_to_be_none()
    {
        using var admin = _pool.Admin;

        var told = await UntilAsync(admin, 1_000_000, change => change.Kind == ChangeKind.Reset);

        Assert.Equal([ChangeKind.Begin, ChangeKind.Reset], told.Select(change => change.Kind));
    }

    [Fact]
    public async Task Streams_beyond_the_bound_are_refused_and_those_there_are_end_with_the_server()
    {
        using var blue = await _pool.ClientAsync(TokenRole.Viewer, "blue");
        var open = new List<IAsyncEnumerator<ChangeView>>();
        for (var number = 0; number < RealPool.StreamsOfOneMax; number++)
        {
            open.Add(blue.ChangesAsync().GetAsyncEnumerator());
            Assert.True(await open[^1].MoveNextAsync());
        }

        var fault = await Assert.ThrowsAsync<ApiException>(
            async () => await blue.ChangesAsync().GetAsyncEnumerator().MoveNextAsync());
        Assert.Equal(429, fault.Problem!.Status);
        Assert.NotNull(fault.RetryAfter);

        await _pool.RestartAsync();

        foreach (var stream in open) Assert.False(await stream.MoveNextAsync().AsTask().WaitAsync(Patience));
    }

    private static Task<List<ChangeView>> ReadUntilEndAsync(
        HeadroomClient client, long? after, TaskCompletionSource begun) => ReadAsync(
            client, after, null, change => change.Job is { State: JobStatus.Succeeded or JobStatus.Failed }, begun);

    private static Task<List<ChangeView>> UntilAsync(
        HeadroomClient client, long after, Func<ChangeView, bool> isLast, long? job = null) =>
        ReadAsync(client, after, job, isLast, new TaskCompletionSource());

    private static async Task<List<ChangeView>> ReadAsync(
        HeadroomClient client, long? after, long? job, Func<ChangeView, bool> isLast, TaskCompletionSource begun)
    {
        using var patience = new CancellationTokenSource(Patience);
        var told = new List<ChangeView>();
        await foreach (var change in client.ChangesAsync(after, job, patience.Token))
        {
            begun.TrySetResult();
            told.Add(change);
            if (isLast(change)) return told;
        }

        return told;
    }
}
