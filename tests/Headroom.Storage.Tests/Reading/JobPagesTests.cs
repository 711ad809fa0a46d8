using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Storage.Faults;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;
using Headroom.Storage.Tests.Databases;
using Headroom.Storage.Writing;

namespace Headroom.Storage.Tests.Reading;

public sealed class JobPagesTests
{
    public static TheoryData<StoreKind> Kinds => TestStore.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_page_goes_on_where_the_last_one_ended_whatever_came_in_between(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.Writer.WriteAsync(Batches.Of(Enumerable.Range(1, 6).Select(id => Batches.Submitted(id))));
        var query = new JobQuery { Size = 2, States = [JobState.Waiting] };

        var first = await store.Store.Jobs.ReadAsync(query, TestContext.Current.CancellationToken);
        await store.Writer.WriteAsync(Batches.Of(
            Batches.Submitted(7), Batches.Started(3), new JobCancelled(0, new JobId(5))));
        var second = await store.Store.Jobs.ReadAsync(
            query with { Cursor = first.Next }, TestContext.Current.CancellationToken);

        Assert.Equal([6, 5], first.Jobs.Select(job => job.Id.Value));
        Assert.Equal([4, 2], second.Jobs.Select(job => job.Id.Value));
    }

    [Fact]
    public async Task A_cursor_that_is_foreign_or_broken_is_refused()
    {
        using var store = new TestStore(StoreKind.Sqlite);
        await store.Writer.WriteAsync(Batches.Of(Enumerable.Range(1, 6).Select(id => Batches.Submitted(id))));
        var query = new JobQuery { Size = 2 };
        var cursor = (await store.Store.Jobs.ReadAsync(query, TestContext.Current.CancellationToken)).Next!;

        foreach (var wrong in (JobQuery[])[
            query with { Cursor = cursor, Tenant = "t1" },
            query with { Cursor = cursor, Order = JobSort.Oldest },
            query with { Cursor = cursor[..^2] },
            query with { Cursor = cursor + "AA" },
            query with { Cursor = "%%%" },
            query with { Cursor = "" },
            query with { Order = JobSort.Name }])
        {
            var fault = await Assert.ThrowsAsync<StoreException>(
                () => store.Store.Jobs.ReadAsync(wrong, TestContext.Current.CancellationToken));
            Assert.Equal(StoreFault.Refused, fault.Fault);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_job_is_shown_with_all_that_became_of_it_and_to_its_tenant_alone(StoreKind kind)
    {
        using var store = new TestStore(kind);
        var run = new RunId(new JobId(1), 1);
        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1, 10), Batches.Started(1, 20)));
        await store.Writer.WriteAsync(new StoreBatch { Attempts = [new AttemptReport(run, AttemptState.Unknown, 30, "x")] });

        var job = await store.Store.Job.FindAsync(new JobId(1), "t1", TestContext.Current.CancellationToken);
        var open = await store.Store.Job.OpenAttemptsAsync(TestContext.Current.CancellationToken);

        Assert.Equal([JobState.Waiting, JobState.Running], job!.Transitions.Select(transition => transition.State));
        Assert.Equal(new AttemptReport(run, AttemptState.Unknown, 30, "x"), Assert.Single(job.Attempts));
        Assert.Equal(new JobStretch(run, 1, "A", 1_000, "0", 20, null, "north"), Assert.Single(job.Stretches));
        Assert.Equal("""{"command":["train","1"]}""", job.Text);
        Assert.Equal(1, job.Shape.GpuCount);
        Assert.Equal(job.Attempts, open);
        Assert.Null(await store.Store.Job.FindAsync(new JobId(1), "t0", TestContext.Current.CancellationToken));
        Assert.Null(await store.Store.Job.FindAsync(new JobId(2), null, TestContext.Current.CancellationToken));
    }
}
