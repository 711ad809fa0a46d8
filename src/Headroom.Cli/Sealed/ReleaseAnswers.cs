using System.Text;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Releases;
using Headroom.Formats;
using Headroom.Privacy.Grants;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Sealing;

namespace Headroom.Cli.Sealed;

/// <summary>Grants or denies requests, and notes each answer in the ledger before anybody has it.</summary>
internal sealed class ReleaseAnswers(string file, KeyPair sealKey, KeyPair owner, string ledger)
{
    private static readonly TimeSpan GrantLasts = TimeSpan.FromMinutes(10);

    private readonly SealHeader _header = SealedFile.Inspect(file);
    private readonly ReleaseDesk _desk = new(owner.Public, [new NodeIdentity()]);

    /// <summary>The answer, and what its owner is told.</summary>
    public (byte[] Answer, string Told) Of(ExchangeState state, ShownRequest shown, DateTimeOffset now)
    {
        var request = shown.Request;
        var short12 = request.Id[..12];
        try
        {
            var past = new PastRelease(request.Id, request.Agreement, request.Key.Id, request.GpuSeconds);
            Grant? grant = null;
            Ledger.Append(
                ledger, owner, now, LedgerKind.Release, request.Id, past.Detail,
                rows => grant = Granted(state, shown, rows, now));
            return (grant!.Write(), $"released {short12} to {request.Job}: grant {grant.Id}");
        }
        catch (SealException fault)
        {
            Ledger.Append(ledger, owner, now, LedgerKind.Denial, request.Id, $"{request.Job} under {request.Agreement}: {fault.Message}");
            return (Encoding.UTF8.GetBytes($"denied: {fault.Message}"), $"denied {short12} to {request.Job}: {fault.Message}");
        }
    }

    /// <summary>Writes an answer, whole or not at all.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, byte[] text)
    {
        using var output = new WholeOutput(path);
        output.Stream.Write(text);
        output.Commit();
    }

    private Grant Granted(ExchangeState state, ShownRequest shown, LedgerCheck rows, DateTimeOffset now)
    {
        var past = rows.Rows.Where(row => row.Kind == LedgerKind.Release)
            .Select(row => PastRelease.Read(row.Subject, row.Detail)).OfType<PastRelease>().ToList();
        if (_desk.Refuses(state, shown, past, now) is var (refusal, clause))
            throw new SealException(clause is { } named ? $"the clause {named} of the agreement refuses it." : $"{refusal}: the request is not one that can be answered.");
        if (shown.Request.File != _header.FileId) throw new SealException("it asks for another file.");

        var terms = new GrantTerms(_header.FileId, shown.Request.Key, shown.Request.Purpose, 1, now + GrantLasts);
        return Grant.Make(_header, sealKey, terms, now);
    }
}
