using CsCheck;
using Headroom.Cluster.State;
using Headroom.Storage.Reading;
using Headroom.Storage.Tests.Databases;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Keeping;

public sealed class RecoveryProperties
{
    public static TheoryData<StoreKind> Kinds => TestStore.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_written_is_recovered_with_or_without_a_snapshot(StoreKind kind) =>
        Gen.Select(Written.Gen, Gen.Int[0, 120]).Sample((written, cut) =>
        {
            var (events, ends) = written;
            using var store = new TestStore(kind);
            var state = new ClusterState(store.Fleet);
            foreach (var happened in events.Take(cut)) state.Apply(happened);
            Written.To(store, [.. events.Take(cut)], ends);
            if (cut % 2 == 0)
            {
                store.Store.Snapshots.SaveAsync(store.Writer, Math.Min(cut, events.Count), StateImage.Of(state))
                    .GetAwaiter().GetResult();
            }

            store.Reopen();
            Written.To(store, [.. events.Skip(cut)], ends);
            foreach (var happened in events.Skip(cut)) state.Apply(happened);
            var recovered = store.Store.Recover();

            Assert.Equal(events.Count, recovered.Sequence);
            Assert.Equal(StateText.Of(state), StateText.Of(recovered.State));
            Assert.Equal(events, ReadAll(store).Select(stored => stored.Event));
        }, iter: Written.Times(kind, 60), threads: 2);

    private static List<StoredEvent> ReadAll(TestStore store)
    {
        var all = new List<StoredEvent>();
        while (store.Store.Events.AfterAsync(all.Count, 7).GetAwaiter().GetResult() is { Count: > 0 } next)
            all.AddRange(next);

        return all;
    }
}
