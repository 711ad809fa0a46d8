using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Storage.Access;
using Headroom.Storage.Faults;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;
using Headroom.Storage.Tests.Databases;
using Headroom.Storage.Writing;

namespace Headroom.Storage.Tests.Writing;

public sealed class StoreWriterTests
{
    public static TheoryData<StoreKind> Kinds => TestStore.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sequences_ascend_without_holes_over_batches_and_restarts(StoreKind kind)
    {
        using var store = new TestStore(kind);

        var first = await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1), Batches.Submitted(2)));
        var none = await store.Writer.WriteAsync(new StoreBatch());
        store.Reopen();
        var second = await store.Writer.WriteAsync(Batches.Of(Batches.Started(1)));

        Assert.Equal((2, 2, 3), (first.LastSequence, none.LastSequence, second.LastSequence));
        Assert.Equal("1 2 3", Rows.Of(store, "SELECT seq FROM event ORDER BY seq", " "));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_job_is_followed_from_submission_to_its_end(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1, 10)) with
        {
            Verdicts = [new JobVerdict(new JobId(1), 7)],
        });
        await store.Writer.WriteAsync(Batches.Of(Batches.Started(1, 20)) with
        {
            Outbox = [new OutboxMessage(new RunId(new JobId(1), 1), "start", "{}", 20)],
        });
        store.Reopen();
        await store.Writer.WriteAsync(new StoreBatch
        {
            Acknowledged = [new OutboxAcknowledgement(new RunId(new JobId(1), 1), "start", 25)],
        });
        await store.Writer.WriteAsync(Batches.Of(new JobFinished(50, new JobId(1), false)) with
        {
            Attempts =
            [
                new AttemptReport(new RunId(new JobId(1), 1), AttemptState.Ended, 49, "slurm-8", 137, "killed")
                {
                    CpuMilliseconds = 1_200,
                    PeakBytes = 4_096,
                },
            ],
        });

        Assert.Equal(
            "1 t1 q north/n1 5 0 1000 A 10 20 50 0 137 1 3",
            Rows.Of(store, "SELECT * FROM job"));
        Assert.Equal("1 1 10 0 |1 2 20 2 |1 3 50 5 ", Rows.Of(store, "SELECT * FROM job_transition ORDER BY version"));
        Assert.Equal("1 1 49 3 slurm-8 137 killed 1200 4096", Rows.Of(store, "SELECT * FROM attempt"));
        Assert.Equal("1 1 1 t1 q A 1000 0 20 50 north", Rows.Of(store, "SELECT * FROM run_stretch"));
        Assert.Equal("1 1 start {} 1 20 25", Rows.Of(store, "SELECT * FROM outbox"));
        Assert.Equal("t1 q 5 1", Rows.Of(store, "SELECT * FROM counter WHERE jobs <> 0"));
        Assert.Equal("train", Rows.Of(store, "SELECT name FROM job_spec"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_batch_that_is_wrong_fails_alone_and_leaves_nothing(StoreKind kind)
    {
        using var store = new TestStore(kind);
        using var gate = new ManualResetEventSlim();
        var first = store.Writer.WriteAsync(new StoreBatch { Steps = [(_, _) => gate.Wait()] });
        var good = store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1)));
        var wrong = store.Writer.WriteAsync(Batches.Of(Batches.Submitted(2), Batches.Started(9)));
        var after = store.Writer.WriteAsync(Batches.Of(Batches.Submitted(3)));
        gate.Set();

        await Task.WhenAll(first, good, after);
        var fault = await Assert.ThrowsAsync<StoreException>(() => wrong);

        Assert.Equal(StoreFault.Refused, fault.Fault);
        Assert.StartsWith("Job 9 is not known", fault.Message, StringComparison.Ordinal);
        Assert.Equal("1 3", Rows.Of(store, "SELECT id FROM job ORDER BY id", " "));
        Assert.Equal("1 2", Rows.Of(store, "SELECT seq FROM event ORDER BY seq", " "));
    }

    [Fact]
    public async Task A_full_writer_takes_nothing_in()
    {
        using var store = new TestStore(StoreKind.Sqlite);
        using var gate = new ManualResetEventSlim();
        using var taken = new ManualResetEventSlim();
        using var writer = store.Store.StartWriter(store.Lead(), capacity: 2);
        var first = writer.WriteAsync(new StoreBatch
        {
            Steps = [(_, _) => { taken.Set(); gate.Wait(); }],
        });
        taken.Wait(TestContext.Current.CancellationToken);

        var accepted = Enumerable.Range(0, 4).Select(_ => writer.TryWrite(new StoreBatch(), out var _)).ToArray();
        var fault = await Assert.ThrowsAsync<StoreException>(() => writer.WriteAsync(new StoreBatch()));
        gate.Set();
        await first;

        Assert.Equal([true, true, false, false], accepted);
        Assert.Equal(StoreFault.Full, fault.Fault);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_old_leader_is_refused_once_a_newer_one_exists(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1)));

        Assert.Null(store.Store.TakeLead("two", at: 999, until: 5_000));
        var second = store.Store.TakeLead("two", at: 1_000, until: 5_000);
        using var newer = store.Store.StartWriter(second!);
        var fault = await Assert.ThrowsAsync<StoreException>(
            () => store.Writer.WriteAsync(Batches.Of(Batches.Submitted(2))));
        await newer.WriteAsync(Batches.Of(Batches.Submitted(3)));

        Assert.Equal(StoreFault.NewerLeader, fault.Fault);
        Assert.Equal("1 3", Rows.Of(store, "SELECT id FROM job ORDER BY id", " "));
        Assert.Equal("2 two", Rows.Of(store, "SELECT epoch, holder FROM leader"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_lead_is_kept_for_longer_or_given_up_without_a_new_epoch(StoreKind kind)
    {
        using var store = new TestStore(kind);

        await store.Writer.ExtendLeadAsync(9_000);
        Assert.Null(store.Store.TakeLead("two", at: 8_999, until: 10_000));
        await store.Writer.ExtendLeadAsync(0);

        Assert.Equal(1, store.Writer.Lead.Epoch);
        Assert.Equal(2, store.Store.TakeLead("two", at: 8_999, until: 10_000)!.Epoch);
    }

    [Fact]
    public async Task A_fault_of_ours_fails_its_batch_alone_and_a_closed_writer_says_so()
    {
        using var store = new TestStore(StoreKind.Sqlite);
        using var gate = new ManualResetEventSlim();
        var first = store.Writer.WriteAsync(new StoreBatch { Steps = [(_, _) => gate.Wait()] });
        var broken = store.Writer.WriteAsync(new StoreBatch { Steps = [(_, _) => throw new FormatException("ours")] });
        var good = store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1)));
        gate.Set();

        await Task.WhenAll(first, good);
        await Assert.ThrowsAsync<FormatException>(() => broken);
        store.Writer.Dispose();
        var closed = await Assert.ThrowsAsync<StoreException>(() => store.Writer.WriteAsync(new StoreBatch()));

        Assert.Equal(StoreFault.Closed, closed.Fault);
        Assert.Equal("1", Rows.Of(store, "SELECT id FROM job"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Answers_messages_and_settings_that_are_there_stay(StoreKind kind)
    {
        using var store = new TestStore(kind);
        StoreBatch Batch(string text) => new()
        {
            Answers = [new IdempotentAnswer("t", "k", [1], 201, text, 99)],
            Outbox = [new OutboxMessage(new RunId(new JobId(1), 1), "start", text, 5)],
            Settings = [new SettingVersion("policy", 1, 5, "ann", text)],
            Audit = [new AuditEntry(5, "ann", "policy.set", text)],
            Tokens = [new Token(1, [1, 2], text, "jobs", "admin", "", 5)],
        };

        await store.Writer.WriteAsync(Batch("first"));
        await store.Writer.WriteAsync(Batch("second"));

        Assert.Equal("first", Rows.Of(store, "SELECT answer FROM idempotency"));
        Assert.Equal("first", Rows.Of(store, "SELECT payload FROM outbox"));
        Assert.Equal("first", Rows.Of(store, "SELECT text FROM setting"));
        Assert.Equal("1 first|2 second", Rows.Of(store, "SELECT id, subject FROM audit ORDER BY id"));
        Assert.Equal("second", Rows.Of(store, "SELECT name FROM token"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Texts_that_a_database_would_change_are_refused(StoreKind kind)
    {
        using var store = new TestStore(kind);

        foreach (var text in (string[])["a\0b", "\ud800"])
        {
            var fault = await Assert.ThrowsAsync<StoreException>(() => store.Writer.WriteAsync(
                new StoreBatch { Settings = [new SettingVersion("policy", 1, 5, "ann", text)] }));
            Assert.Equal(StoreFault.Refused, fault.Fault);
        }

        await store.Writer.WriteAsync(new StoreBatch { Settings = [new SettingVersion("policy", 1, 5, "ann", "算力 😀")] });
        Assert.Equal("算力 😀", Rows.Of(store, "SELECT text FROM setting"));
    }
}
