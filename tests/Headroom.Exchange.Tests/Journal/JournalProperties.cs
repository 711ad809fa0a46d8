using System.Text;
using CsCheck;
using Headroom.Exchange.Journal;

namespace Headroom.Exchange.Tests.Journal;

public sealed class JournalProperties
{
    [Fact]
    public void A_journal_cut_off_anywhere_is_the_journal_of_its_whole_rows()
    {
        var journal = Written();
        var ends = Enumerable.Range(0, journal.Length).Where(at => journal[at] == '\n').ToArray();

        for (var length = 0; length <= journal.Length; length += 7)
        {
            var check = JournalText.Read(journal.AsMemory(0, length), "j");

            Assert.Equal(ends.Count(end => end < length), check.Events.Count);
            Assert.Equal(check.Events.Count == 0 ? 0 : ends[check.Events.Count - 1] + 1, check.WholeBytes);
        }
    }

    [Fact]
    public void A_changed_byte_is_seen()
    {
        var journal = Written();
        Gen.Select(Gen.Int[0, journal.Length - 2], Gen.Int[1, 255]).Sample((at, change) =>
        {
            byte[] changed = [.. journal];
            changed[at] ^= (byte)change;

            Assert.Throws<ExchangeException>(() => JournalText.Read(changed, "j"));
        }, iter: 400);
    }

    [Fact]
    public void A_row_taken_out_or_moved_is_seen()
    {
        var lines = Encoding.UTF8.GetString(Written()).Split('\n')[..^1];

        for (var row = 0; row < lines.Length - 1; row++)
        {
            var without = lines.Where((_, index) => index != row);
            var swapped = lines.Select((_, index) => lines[index == row ? row + 1 : index == row + 1 ? row : index]);

            Assert.Throws<ExchangeException>(() => Read(without));
            Assert.Throws<ExchangeException>(() => Read(swapped));
        }
    }

    private static JournalCheck Read(IEnumerable<string> lines) =>
        JournalText.Read(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), "j");

    private static byte[] Written()
    {
        using var owner = Made.Key(1);
        using var other = Made.Key(2);
        var (state, bytes, head, time) = (new ExchangeState(), new List<byte>(), JournalText.Nothing, Made.Day);
        foreach (var (key, happened) in new (Privacy.Keys.KeyPair, ExchangeEvent)[]
        {
            (owner, new Opened("test", new string('a', 64))), (owner, new Offered(Made.Data(owner))),
            (other, new Offered(Made.Compute(other))), (other, new Offered(Made.Model(other))),
            (owner, new Withdrawn(Made.Data(owner).Id)),
        })
        {
            var entry = SignedEvent.Make(state.Id, key, time = time.AddSeconds(1), happened);
            Assert.Null(state.Apply(entry));
            var row = JournalText.Row(entry, head);
            head = CanonicalJson.Digest(row.AsSpan()[..^1]);
            bytes.AddRange(row);
        }

        return [.. bytes];
    }
}
