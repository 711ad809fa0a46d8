using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Tenancy;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;
using Headroom.Storage.Tests.Databases;

namespace Headroom.Storage.Tests.Reading;

public sealed class ChangeLogTests
{
    public static TheoryData<StoreKind> Kinds => TestStore.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_change_of_a_job_has_its_tenant_state_and_version(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.Writer.WriteAsync(Batches.Of(
            Batches.Submitted(1, at: 5), Batches.Submitted(2, at: 5), new JobHeld(5, new JobId(1)),
            new JobReleased(5, new JobId(1)), Batches.Started(1, at: 6), new ClaimOpened(6, new JobId(2)),
            new JobFinished(7, new JobId(1), Succeeded: true), new JobCancelled(7, new JobId(2))));

        var page = await store.Store.Changes.AfterAsync(0, 100, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                (1, 1, "t1", JobState.Waiting, 1), (2, 2, "t0", JobState.Waiting, 1), (3, 1, "t1", JobState.Held, 2),
                (4, 1, "t1", JobState.Waiting, 3), (5, 1, "t1", JobState.Running, 4),
                (7, 1, "t1", JobState.Succeeded, 5), (8, 2, "t0", JobState.Cancelled, 2),
            ],
            page.Changes.Cast<StoredChange.Job>().Select(Shown));
        Assert.Equal((1, 8), (page.First, page.Last));
        Assert.All(page.Changes.Cast<StoredChange.Job>(), change => Assert.Equal("q", change.Queue));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Pages_of_any_size_say_the_same(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.Writer.WriteAsync(Batches.Of(
            new FairnessChanged(0, new FairnessRules()), Batches.Submitted(1),
            new NodeChanged(1, 0, NodeStatus.Cordoned),
            Batches.Started(1, at: 2), new JobFinished(3, new JobId(1), Succeeded: false)));

        var whole = (await store.Store.Changes.AfterAsync(0, 100, TestContext.Current.CancellationToken)).Changes;
        var parts = new List<StoredChange>();
        for (var last = 0L; ;)
        {
            var page = await store.Store.Changes.AfterAsync(last, 1, TestContext.Current.CancellationToken);
            if (page.First is null) break;

            parts.AddRange(page.Changes);
            last = page.Last;
        }

        Assert.Equal(5, whole.Count);
        Assert.Equal(whole, parts);
        Assert.Equal(new StoredChange.Node(3, 1, 0, NodeStatus.Cordoned), whole[2]);
    }

    private static (long Sequence, long Id, string Tenant, JobState State, int Version) Shown(StoredChange.Job job) =>
        (job.Sequence, job.Id.Value, job.Tenant, job.State, job.Version);
}
