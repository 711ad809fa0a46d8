namespace Headroom.Exchange.Journal;

/// <summary>
/// A journal as far as it was read, and what follows from it: goes on where it was when rows are added. Belongs to one
/// thread. After a fault it stands between rows, and has to be thrown away.
/// </summary>
/// <param name="name">Name in faults.</param>
public sealed class JournalReader(string name)
{
    private readonly List<SignedEvent> _events = [];
    private readonly List<string> _hashes = [];
    private readonly List<StatementLine> _lines = [];

    /// <summary>What follows from its rows.</summary>
    public ExchangeState State { get; } = new();

    /// <summary>Its events, in order.</summary>
    public IReadOnlyList<SignedEvent> Events => _events;

    /// <summary>Hashes of its rows, in order: SHA-256 in hexadecimal digits.</summary>
    public IReadOnlyList<string> Hashes => _hashes;

    /// <summary>Entries of all accounts that follow from it, in order.</summary>
    public IReadOnlyList<StatementLine> Lines => _lines;

    /// <summary>Hash of the last row.</summary>
    public string Head => _hashes.Count == 0 ? JournalText.Nothing : _hashes[^1];

    /// <summary>Bytes of its whole rows.</summary>
    public long WholeBytes { get; private set; }

    /// <summary>Reads and checks rows that follow those so far; leaves out what is behind the last line feed.</summary>
    /// <exception cref="ExchangeException">A row does not hold.</exception>
    public void Read(ReadOnlyMemory<byte> rows)
    {
        var at = 0;
        while (rows.Span[at..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            var line = rows.Slice(at, length);
            var place = $"{name}, line {_events.Count + 1}";
            var (entry, previous) = JournalText.Parse(line, place);
            if (previous != Head) throw new ExchangeException($"{place}: the row does not follow the one before; rows were changed.");
            if (State.Apply(entry) is { } refusal) throw new ExchangeException($"{place}: the event may not follow: {refusal.Sentence}");

            Take(entry, line.Span);
            at += length + 1;
        }
    }

    /// <summary>
    /// Takes an event that is not in the journal yet, or says why it may not follow; then nothing has changed.
    /// </summary>
    /// <param name="entry">The event.</param>
    /// <param name="row">Its row, its line feed included, to be written behind the others; empty where it is refused.</param>
    public Refusal? Add(SignedEvent entry, out byte[] row)
    {
        row = [];
        if (State.Apply(entry) is { } refusal) return refusal;

        row = JournalText.Row(entry, Head);
        Take(entry, row.AsSpan()[..^1]);
        return null;
    }

    private void Take(SignedEvent entry, ReadOnlySpan<byte> line)
    {
        _hashes.Add(CanonicalJson.Digest(line));
        _events.Add(entry);
        _lines.AddRange(Statement.Of(State.Books, _events.Count, entry));
        WholeBytes += line.Length + 1;
    }
}
