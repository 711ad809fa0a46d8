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
            WriteEntry(json, entry);
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
        var reader = new JournalReader(name);
        reader.Read(journal);
        return new JournalCheck(reader.State, reader.Events, reader.Head, (int)reader.WholeBytes);
    }

    /// <summary>A signed event by itself, as it goes over a wire: always the same for the same event.</summary>
    public static byte[] Entry(SignedEvent entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return CanonicalJson.Object(json => WriteEntry(json, entry));
    }

    /// <summary>Reads what <see cref="Entry"/> wrote; whether it is signed is not looked at.</summary>
    /// <exception cref="ExchangeException">It is none, or longer than a row may be.</exception>
    public static SignedEvent ParseEntry(ReadOnlyMemory<byte> text, string place) => Told(place, "signed event", () =>
    {
        using var document = Parsed(text);
        var entry = EntryOf(document.RootElement);
        return Entry(entry).AsSpan().SequenceEqual(text.Span) ? entry : throw new FormatException("another form");
    });

    internal static (SignedEvent Signed, string Previous) Parse(ReadOnlyMemory<byte> line, string place) =>
        Told(place, "row of an exchange", () =>
        {
            using var document = Parsed(line);
            var (entry, previous) = (EntryOf(document.RootElement), document.RootElement.Text("previous"));

            // Only the one way of writing a row counts, to the byte.
            return Row(entry, previous).AsSpan()[..^1].SequenceEqual(line.Span)
                ? (entry, previous)
                : throw new FormatException("another form");
        });

    private static void WriteEntry(Utf8JsonWriter json, SignedEvent entry)
    {
        json.WriteString("author", entry.Author.ToString());
        json.WritePropertyName("event");
        json.WriteRawValue(entry.Text);
        json.WriteBase64String("signature", entry.Signature.Span);
    }

    private static JsonDocument Parsed(ReadOnlyMemory<byte> text) =>
        text.Length <= LineBytesMax ? JsonDocument.Parse(text) : throw new FormatException("too long");

    private static SignedEvent EntryOf(JsonElement root)
    {
        var (time, happened) = EventText.Read(root.GetProperty("event"));
        return new SignedEvent(
            time, PublicKey.Parse(root.Text("author")), happened, root.GetProperty("signature").GetBytesFromBase64());
    }

    private static T Told<T>(string place, string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (
            fault is JsonException or KeyNotFoundException or FormatException or ArgumentException
                or InvalidOperationException or KeyException or ExchangeException)
        {
            throw new ExchangeException($"{place}: this is no {what}.");
        }
    }
}
