using System.Security.Cryptography;
using Headroom.Cli.Outcome;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Profiles;
using Headroom.Exchange.Releases;
using Headroom.Formats;
using Headroom.Privacy.Grants;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Sealing;

namespace Headroom.Cli.Sealed;

/// <summary>
/// Asks the owner of sealed data for its key, with a key pair that is made here and lives as long as this call.
/// </summary>
internal sealed class KeyAsking(
    ExchangePlaces places, TimeProvider clock, string exchange, Agreement agreement, string job, string purpose,
    string command, long gpuSeconds, DataProfile listed)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly NodeFile _node = NodeFile.Read(places.Node);

    /// <summary>Opens the file into a stream, which holds nothing of it where it fails.</summary>
    public void Open(Stream target, TimeSpan patience, CancellationToken interrupted)
    {
        var file = agreement.Terms.Jobs.File;
        using var key = KeyPair.New(KeyKind.Seal);
        using var node = _node.Key();
        var request = new ReleaseRequest(
            exchange, agreement.Id, job, purpose, command, _node.Region, file, gpuSeconds, key.Public,
            clock.GetUtcNow());
        var shown = new ShownRequest(request, [NodeIdentity.Show(node, _node.Endorsement, request)]);
        Write(places.Request(request.Id), shown.Write());
        try
        {
            var grant = Grant.Read(Answer(request.Id, patience, interrupted));
            SealedFile.Unseal(
                OpenSealed(file), target, header => grant.Release(header, key, clock.GetUtcNow(), used: 0),
                interrupted);
            if (ListedFault(target) is { } fault) throw new SealException($"the file is not what its owner listed: {fault}.");
            Note(node, LedgerKind.Release, request, $"grant {grant.Id}");
        }
        catch (Exception fault) when (fault is SealException or CommandFailure)
        {
            target.SetLength(0);
            Note(node, LedgerKind.Denial, request, fault.Message);
            throw;
        }
    }

    // Whoever runs jobs on it was promised what the listing tells: the compute's owner has agreed to its worth.
    private string? ListedFault(Stream opened)
    {
        opened.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (lines, bytes, last, piece) = (0L, 0L, (byte)'\n', new byte[1 << 16]);
        var isPlain = true;
        for (int read; (read = opened.Read(piece)) > 0; bytes += read)
        {
            if (bytes == 0) isPlain = piece is not ([0x1F, 0x8B, ..] or [0x28, 0xB5, 0x2F, 0xFD, ..]);
            hash.AppendData(piece, 0, read);
            lines += piece.AsSpan(0, read).Count((byte)'\n');
            last = piece[read - 1];
        }

        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        return listed.FaultOf(digest, last == '\n' ? lines : lines + 1, bytes, isPlain);
    }

    private FileStream OpenSealed(string file) => File.Exists(places.File(file))
        ? new FileStream(places.File(file), FileMode.Open, FileAccess.Read, FileShare.Read)
        : throw new CommandFailure(ExitCode.NotFound, $"{places.File(file)}: the sealed file is not here; put it under this name.");

    private void Note(KeyPair node, LedgerKind kind, ReleaseRequest request, string detail) => Ledger.Append(
        places.Ledger, node, clock.GetUtcNow(), kind, request.Id, $"agreement {request.Agreement} {request.Job}: {detail}");

    private ReadOnlyMemory<byte> Answer(string id, TimeSpan patience, CancellationToken interrupted)
    {
        for (var end = clock.GetUtcNow() + patience; clock.GetUtcNow() < end;)
        {
            if (File.Exists(places.Answer(id)))
            {
                var answer = File.ReadAllBytes(places.Answer(id));
                return answer is [(byte)'d', ..] ? throw new SealException($"the owner denies it: {System.Text.Encoding.UTF8.GetString(answer)}") : answer;
            }

            if (interrupted.WaitHandle.WaitOne(Poll)) throw new CommandFailure(ExitCode.Interrupted, "interrupted before the owner answered.");
        }

        throw new CommandFailure(ExitCode.TimedOut, "the owner of the data did not answer; he has to run 'headroom sealed release'.");
    }

    private static void Write(string path, byte[] text)
    {
        using var output = new WholeOutput(path);
        output.Stream.Write(text);
        output.Commit();
    }
}
