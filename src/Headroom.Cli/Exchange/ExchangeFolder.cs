using System.Security.Cryptography;
using Headroom.Cli.Outcome;
using Headroom.Cli.Privacy;
using Headroom.Exchange.Journal;
using Headroom.Privacy.Keys;
using Headroom.Server.Agreements;

namespace Headroom.Cli.Exchange;

/// <summary>
/// An exchange in a folder: one journal, which grows by whole rows that are on the disk before anyone is told.
/// </summary>
internal sealed class ExchangeFolder(string folder)
{
    private string Journal => JournalFile.PathIn(folder);

    /// <summary>Everything so far, each row checked.</summary>
    public JournalCheck Read()
    {
        if (!File.Exists(Journal))
            throw new CommandFailure(ExitCode.NotFound, $"{folder}: there is no exchange; 'headroom offer' begins one.");

        using var file = new FileStream(Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return PrivacyFailure.Told(() => JournalFile.Read(file));
    }

    /// <summary>
    /// Adds what <paramref name="next"/> makes of the state so far. Nobody else adds anything in between. A folder
    /// without an exchange gets one that is the author's.
    /// </summary>
    public (SignedEvent Entry, ExchangeState State) Append(
        KeyPair author, TimeProvider clock, Func<ExchangeState, ExchangeEvent> next)
    {
        Directory.CreateDirectory(folder);
        using var file = Locked();
        var check = PrivacyFailure.Told(() => JournalFile.Read(file));

        // What a stopped writer left was never acknowledged, and nothing may be written behind it.
        if (file.Length > check.WholeBytes) file.SetLength(check.WholeBytes);
        file.Seek(0, SeekOrigin.End);
        var (head, rows) = (check.Head, new MemoryStream());
        if (check.Events.Count == 0)
        {
            var name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar));
            var opened = new Opened(name, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            head = Add(check.State, rows, head, SignedEvent.Make("", author, clock.GetUtcNow(), opened));
        }

        var entry = SignedEvent.Make(check.State.Id, author, clock.GetUtcNow(), next(check.State));
        Add(check.State, rows, head, entry);
        file.Write(rows.ToArray());
        file.Flush(flushToDisk: true);
        return (entry, check.State);
    }

    private static string Add(ExchangeState state, MemoryStream rows, string head, SignedEvent entry)
    {
        if (state.Apply(entry) is { } refusal)
            throw new CommandFailure(ExitCode.Refused, $"{refusal.Kind}: {refusal.Sentence}");

        var row = JournalText.Row(entry, head);
        rows.Write(row);
        return Convert.ToHexStringLower(SHA256.HashData(row.AsSpan()[..^1]));
    }

    private FileStream Locked()
    {
        try
        {
            return new FileStream(Journal, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (IOException fault) when (File.Exists(Journal))
        {
            throw new CommandFailure(ExitCode.Failed, $"{Journal}: another program writes to it; try again ({fault.Message.TrimEnd('.')}).");
        }
    }
}
