using Headroom.Exchange.Journal;
using Headroom.Server.Agreements;
using Headroom.Server.Tests.Agreements;

namespace Headroom.Server.Tests.Market;

public sealed class ExchangeJournalTests : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-journal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Programs_that_write_at_the_same_time_lose_nothing_of_each_other()
    {
        const int Writers = 4;
        const int Each = 40;
        Tell(new ExchangeJournal(_folder), new Opened("x", new string('a', 64)));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var journal = new ExchangeJournal(_folder);
            for (var made = 0; made < Each; made++)
            {
                while (!TryTell(journal, $"{writer}-{made}")) await Task.Yield();
            }
        })));

        var (read, fault) = new ExchangeJournal(_folder).Checked();
        Assert.Equal(("", 1 + Writers * Each), (fault, read.Events.Count));
    }

    [Fact]
    public void Wherever_a_writer_is_stopped_whole_rows_stay_and_the_next_one_goes_on()
    {
        var journal = new ExchangeJournal(_folder);
        Tell(journal, new Opened("x", new string('a', 64)));
        for (var made = 0; made < 4; made++) Assert.True(TryTell(journal, $"{made}"));
        var whole = File.ReadAllBytes(journal.Path);

        for (var length = 0; length <= whole.Length; length += 1 + length % 3)
        {
            File.WriteAllBytes(journal.Path, whole[..length]);
            var rows = whole.AsSpan(0, length).Count((byte)'\n');
            var anew = new ExchangeJournal(_folder);
            Assert.Equal(rows, anew.Read(read => read.Events.Count));
            if (rows == 0) continue;

            Assert.True(TryTell(anew, "next"));
            var (read, fault) = journal.Checked();
            Assert.Equal(("", rows + 1), (fault, read.Events.Count));
            // One that read more than there is now begins anew.
            Assert.Equal(rows + 1, journal.Read(known => known.Events.Count));
        }
    }

    [Fact]
    public void What_another_program_adds_is_read_on_and_what_is_refused_is_not_written()
    {
        var (journal, other) = (new ExchangeJournal(_folder), new ExchangeJournal(_folder));
        Tell(journal, new Opened("x", new string('a', 64)));
        Assert.True(TryTell(other, "a"));
        Assert.Equal(2, journal.Read(read => read.Events.Count));
        var length = new FileInfo(journal.Path).Length;

        Assert.Throws<InvalidOperationException>(() => TryTell(journal, "a"));
        Assert.Equal(length, new FileInfo(journal.Path).Length);
        Assert.Throws<InvalidDataException>(() => journal.Append<int>(draft =>
        {
            Assert.Null(draft.Add(Signed(draft, "b")));
            throw new InvalidDataException();
        }));
        Assert.Equal((2, length), (journal.Read(read => read.Events.Count), new FileInfo(journal.Path).Length));
        Assert.True(TryTell(journal, "b"));
        Assert.Equal("", other.Checked().Fault);
    }

    private static bool TryTell(ExchangeJournal journal, string name)
    {
        try
        {
            var refusal = journal.Append(draft => draft.Add(Signed(draft, name)));
            return refusal is null ? true : throw new InvalidOperationException(refusal.Sentence);
        }
        catch (JournalHeldException)
        {
            return false;
        }
    }

    private static SignedEvent Signed(JournalDraft draft, string name)
    {
        var owner = Offers.KeyOf(1);
        return SignedEvent.Make(draft.Journal.State.Id, owner, Start, new Offered(Offers.Data(owner, Start, name)));
    }

    private static void Tell(ExchangeJournal journal, ExchangeEvent happened) =>
        Assert.Null(journal.Append(draft => draft.Add(SignedEvent.Make("", Offers.KeyOf(1), Start, happened))));
}
