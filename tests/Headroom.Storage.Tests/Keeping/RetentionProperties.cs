using CsCheck;
using Headroom.Cluster.State;
using Headroom.Storage.Access;
using Headroom.Storage.Keeping;
using Headroom.Storage.Tests.Databases;
using Headroom.Storage.Writing;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Keeping;

public sealed class RetentionProperties
{
    public static TheoryData<StoreKind> Kinds => TestStore.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_that_is_owed_or_needed_is_lost(StoreKind kind) =>
        Gen.Select(Written.Gen, Gen.Int[0, 100], Gen.Long[0, 20], Gen.Int[1, 5]).Sample((written, cut, days, chunk) =>
        {
            var (events, ends) = written;
            using var store = new TestStore(kind);
            var state = new ClusterState(store.Fleet);
            Written.To(store, [.. events.Take(cut)], ends);
            foreach (var happened in events.Take(cut)) state.Apply(happened);
            store.Store.Snapshots.SaveAsync(store.Writer, Math.Min(cut, events.Count), StateImage.Of(state))
                .GetAwaiter().GetResult();
            Written.To(store, [.. events.Skip(cut)], ends);
            foreach (var happened in events.Skip(cut)) state.Apply(happened);
            var before = store.Store.Usage.SumAsync(0, 1_000, state.Now).GetAwaiter().GetResult();

            var time = days * 86_400_000 / 4;
            var rules = new RetentionRules(state.Now, time, time, state.Now) { ChunkRows = chunk };
            var removed = store.Store.Retention.ApplyAsync(store.Writer, rules).GetAwaiter().GetResult();

            Assert.Equal(before, store.Store.Usage.SumAsync(0, 1_000, state.Now).GetAwaiter().GetResult());
            Assert.Equal(StateText.Of(state), StateText.Of(store.Store.Recover().State));
            Assert.Empty(store.Store.Check());
            Assert.Equal(events.Take(cut).TakeWhile(happened => happened.At < time).Count(), removed.Events);
        }, iter: Written.Times(kind, 60), threads: 2);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Answers_tokens_and_messages_go_when_their_time_has_come(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.Writer.WriteAsync(new StoreBatch
        {
            Answers = [.. Enumerable.Range(0, 9).Select(number => new IdempotentAnswer("t", $"k{number}", [1], 200, "", number * 10))],
            Tokens = [.. Enumerable.Range(1, 9).Select(number => new Token(
                number, [(byte)number], "n", "", "", "", 0, number % 2 == 0 ? null : number * 10))],
        });

        var removed = await store.Store.Retention.ApplyAsync(
            store.Writer, new RetentionRules(Now: 50, 0, 0, 0) { ChunkRows = 2 });

        Assert.Equal(new RetentionResult(0, 0, Answers: 6, Tokens: 3, 0), removed);
        Assert.Equal("k6 k7 k8", Rows.Of(store, "SELECT key FROM idempotency ORDER BY key", " "));
        Assert.Equal("2 4 6 7 8 9", Rows.Of(store, "SELECT id FROM token ORDER BY id", " "));
        Assert.Null(await store.Store.Access.AnswerAsync("t", "k6", 60, TestContext.Current.CancellationToken));
        Assert.NotNull(await store.Store.Access.AnswerAsync("t", "k6", 59, TestContext.Current.CancellationToken));
    }
}
