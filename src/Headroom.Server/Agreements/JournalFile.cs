using Headroom.Exchange;
using Headroom.Exchange.Journal;

namespace Headroom.Server.Agreements;

/// <summary>The journal of an exchange in a folder, as those read it who write nothing.</summary>
public static class JournalFile
{
    /// <summary>Most bytes of a journal.</summary>
    public const long BytesMax = 1 << 30;

    /// <summary>Where the journal of an exchange lies.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "journal.jsonl");

    /// <summary>Reads and checks all of an open journal.</summary>
    /// <exception cref="ExchangeException">A row does not hold, or it is too long.</exception>
    public static JournalCheck Read(FileStream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length > BytesMax) throw new ExchangeException($"{file.Name}: longer than 1 GiB, which no folder's exchange is.");

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return JournalText.Read(bytes, file.Name);
    }
}
