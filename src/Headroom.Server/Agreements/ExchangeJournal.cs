using Headroom.Exchange;
using Headroom.Exchange.Journal;

namespace Headroom.Server.Agreements;

/// <summary>
/// The journal of an exchange in a folder. Rows are on the disk before anyone is told of them, and one program writes
/// at a time. What was read is kept, and only what was added since is read and checked again. Thread-safe.
/// </summary>
/// <param name="folder">Folder of the exchange; made with the first row.</param>
public sealed class ExchangeJournal(string folder)
{
    /// <summary>Most bytes of a journal.</summary>
    public const long BytesMax = 1 << 30;

    private readonly Lock _one = new();
    private JournalReader? _reader;

    /// <summary>Where the journal lies.</summary>
    public string Path { get; } = PathIn(folder);

    /// <summary>Where the journal of an exchange lies.</summary>
    public static string PathIn(string folder) => System.IO.Path.Combine(folder, "journal.jsonl");

    /// <summary>
    /// Looks at all rows, each checked; nothing may be kept of them that changes. No rows where there is no file.
    /// </summary>
    /// <exception cref="ExchangeException">A row does not hold, or the file is too long.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public T Read<T>(Func<JournalReader, T> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        lock (_one)
        {
            if (!File.Exists(Path)) return look(new JournalReader(Path));

            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return look(Followed(file));
        }
    }

    /// <summary>
    /// Checks the file from its first row on, whatever was read before: the rows that hold, and why the next one does
    /// not; empty where all do.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public (JournalReader Journal, string Fault) Checked()
    {
        var reader = new JournalReader(Path);
        try
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (file.Length > BytesMax) throw TooLong();

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            reader.Read(bytes);
            return (reader, "");
        }
        catch (ExchangeException fault)
        {
            return (reader, fault.Message);
        }
    }

    /// <summary>
    /// Adds what is written to a draft, all of it or nothing. Nobody else adds anything in between.
    /// </summary>
    /// <exception cref="JournalHeldException">Another program writes right now.</exception>
    /// <exception cref="ExchangeException">A row does not hold, or the file is too long.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public T Append<T>(Func<JournalDraft, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        lock (_one)
        {
            Directory.CreateDirectory(folder);
            using var turn = Turn();
            using var file = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            var reader = Followed(file);
            var draft = new JournalDraft(reader);
            try
            {
                var made = write(draft);
                Store(file, draft);
                return made;
            }
            catch when (draft.Rows.Length > 0)
            {
                // What was read stands behind rows that are nowhere.
                _reader = null;
                throw;
            }
        }
    }

    // What a stopped writer left was never acknowledged, and nothing may be written behind it.
    private void Store(FileStream file, JournalDraft draft)
    {
        var rows = draft.Rows;
        if (rows.Length == 0) return;
        if (draft.Journal.WholeBytes > BytesMax) throw TooLong();

        file.SetLength(draft.Journal.WholeBytes - rows.Length);
        file.Seek(0, SeekOrigin.End);
        file.Write(rows);
        file.Flush(flushToDisk: true);
    }

    private JournalReader Followed(FileStream file)
    {
        if (file.Length > BytesMax) throw TooLong();

        // It only grows: what is shorter, or goes on otherwise, is another one.
        if (_reader is { } known && known.WholeBytes <= file.Length)
        {
            try
            {
                return Followed(file, known);
            }
            catch (ExchangeException)
            {
            }
        }

        return Followed(file, new JournalReader(Path));
    }

    private JournalReader Followed(FileStream file, JournalReader reader)
    {
        _reader = null;
        var added = new byte[file.Length - reader.WholeBytes];
        file.Seek(reader.WholeBytes, SeekOrigin.Begin);
        file.ReadExactly(added);
        reader.Read(added);
        return _reader = reader;
    }

    // A file of its own: on Linux a file that is open for writing is shared with others who write, unless nobody may
    // even read it.
    private FileStream Turn()
    {
        try
        {
            return new FileStream($"{Path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault is not DirectoryNotFoundException)
        {
            throw new JournalHeldException($"{Path}: another program writes to it; try again.", fault);
        }
    }

    private ExchangeException TooLong() => new($"{Path}: longer than 1 GiB, which no folder's exchange is.");
}

/// <summary>Another program writes to a journal.</summary>
public sealed class JournalHeldException(string sentence, Exception inner) : IOException(sentence, inner);

/// <summary>Rows that are about to be added to a journal.</summary>
public sealed class JournalDraft
{
    private readonly JournalReader _reader;
    private readonly List<byte> _rows = [];

    internal JournalDraft(JournalReader reader) => _reader = reader;

    /// <summary>The journal with these rows.</summary>
    public JournalReader Journal => _reader;

    internal byte[] Rows => [.. _rows];

    /// <summary>Adds an event, or says why it may not follow.</summary>
    public Refusal? Add(SignedEvent entry)
    {
        if (_reader.Add(entry, out var row) is { } refusal) return refusal;

        _rows.AddRange(row);
        return null;
    }
}
