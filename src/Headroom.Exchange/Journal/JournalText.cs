using System.Text.Json;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Journal;

/// <summary>What reading a journal came to.</summary>
/// <param name="State">What follows from its rows.</param>
/// <param name="Events">Its events, in order.</param>
/// <param name="Head">Hash of the last row: kept elsewhere it shows later whether rows were changed or cut off.</param>
/// <param name="WholeBytes">Bytes of its whole rows; what is behind them was never acknowledged.</param>
public sealed record JournalCheck(
    ExchangeState State, IReadOnlyList<SignedEvent> Events, string Head, int WholeBytes);

/// <summary>
/// Signed events as lines, each with the hash of the one before: none can be changed, taken out or put between later
/// without it being seen.
/// </summary>
public static class JournalText
{
    /// <summary>What the first row names as the one before it.</summary>
    public static string Nothing { get; } = new('0', 64);

    /// <summary>Most bytes of a row.</summary>
    public const int LineBytesMax = 1 << 18;

    /// <summary>A row, its line feed included.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="previous">Hash of the row before.</param>
    public static byte[] Row(SignedEvent entry, string previous)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var row = CanonicalJson.Object(json =>
        {
            json.WriteString("previous", previous);
            json.WriteString("author", entry.Author.ToString());
            json.WritePropertyName("event");
            json.WriteRawValue(entry.Text);
            json.WriteBase64String("signature", entry.Signature.Span);
        });
        return [.. row, (byte)'\n'];
    }

    /// <summary>
    /// Reads and checks all rows. A last row without its line feed is one whose writer was stopped; it is left out.
    /// </summary>
    /// <param name="journal">The bytes.</param>
    /// <param name="name">Name in faults.</param>
    /// <exception cref="ExchangeException">A row does not hold.</exception>
    public static JournalCheck Read(ReadOnlyMemory<byte> journal, string name)
    {
        var (state, events, head, at) = (new ExchangeState(), new List<SignedEvent>(), Nothing, 0);
        while (journal.Span[at..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            var line = journal.Slice(at, length);
            var place = $"{name}, line {events.Count + 1}";
            var (entry, previous) = Parse(line, place);
            if (previous != head) throw new ExchangeException($"{place}: the row does not follow the one before; rows were changed.");
            if (state.Apply(entry) is { } refusal) throw new ExchangeException($"{place}: the event may not follow: {refusal.Sentence}");

            head = CanonicalJson.Digest(line.Span);
            events.Add(entry);
            at += length + 1;
        }

        return new JournalCheck(state, events, head, at);
    }

    private static (SignedEvent Signed, string Previous) Parse(ReadOnlyMemory<byte> line, string place)
    {
        try
        {
            if (line.Length > LineBytesMax) throw new FormatException("too long");
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var (time, happened) = EventText.Read(root.GetProperty("event"));
            var entry = new SignedEvent(
                time, PublicKey.Parse(root.Text("author")), happened, root.GetProperty("signature").GetBytesFromBase64());

            // Only the one way of writing a row counts, to the byte.
            var previous = root.Text("previous");
            return Row(entry, previous).AsSpan()[..^1].SequenceEqual(line.Span)
                ? (entry, previous)
                : throw new FormatException("another form");
        }
        catch (Exception fault) when (
            fault is JsonException or KeyNotFoundException or FormatException or ArgumentException
                or InvalidOperationException or KeyException or ExchangeException)
        {
            throw new ExchangeException($"{place}: this is no row of an exchange.");
        }
    }
}
