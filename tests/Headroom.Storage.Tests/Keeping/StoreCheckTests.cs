using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Storage.Keeping;
using Headroom.Storage.Sql;
using Headroom.Storage.Tests.Databases;

namespace Headroom.Storage.Tests.Keeping;

public sealed class StoreCheckTests
{
    public static TheoryData<StoreKind> Kinds => TestStore.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_the_writer_wrote_adds_up(StoreKind kind) => Written.Gen.Sample(written =>
    {
        using var store = new TestStore(kind);
        Written.To(store, written.Events, written.Ends);

        Assert.Empty(store.Store.Check());
    }, iter: Written.Times(kind, 60), threads: 2);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_planted_fault_is_named(StoreKind kind)
    {
        foreach (var (damage, rules) in ((string, CheckRule[])[])[
            ("UPDATE counter SET jobs = jobs + 1 WHERE state = 2", [CheckRule.Counters]),
            ("DELETE FROM event WHERE seq = 3", [CheckRule.Sequence, CheckRule.Events]),
            ("UPDATE event SET kind = 99 WHERE seq = 3", [CheckRule.Events]),
            ("UPDATE job SET state = 5 WHERE id = 2", [CheckRule.Counters, CheckRule.Counters, CheckRule.Transitions, CheckRule.Jobs]),
            ("UPDATE job SET queue = 'x' WHERE id = 3", [CheckRule.Counters, CheckRule.Counters, CheckRule.Jobs]),
            ("UPDATE run_stretch SET began = 1000 WHERE job = 2", [CheckRule.Stretches]),
            ("UPDATE run_stretch SET ended = NULL WHERE job = 2", [CheckRule.Stretches]),
            ("UPDATE run_stretch SET milli = 7 WHERE job = 1", [CheckRule.Jobs]),
            ("DELETE FROM job WHERE id = 3", [CheckRule.Counters, CheckRule.Jobs])])
        {
            using var store = new TestStore(kind);
            await store.Writer.WriteAsync(Batches.Of(
                Batches.Submitted(1),
                Batches.Submitted(2),
                Batches.Submitted(3),
                Batches.Started(1, 5),
                Batches.Started(2, 6, gpu: 1),
                new JobFinished(9, new JobId(2), true)));
            using (var connection = store.Store.Database.OpenWriter(create: false)) connection.Run(null, damage);

            Assert.Equal(rules, store.Store.Check().Select(finding => finding.Rule));
        }
    }
}
