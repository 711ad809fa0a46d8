using System.Buffers.Binary;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Sealing;

namespace Headroom.Privacy.Tokens;

/// <summary>
/// A sealed file of entries in the order of their tokens. It begins with the secret that tokens follow from, and is
/// read piece by piece, so that its size does not matter.
/// </summary>
internal sealed class TokenFile : IDisposable
{
    /// <summary>Bytes of the secret.</summary>
    public const int SecretBytes = 32;

    /// <summary>Where the first entry begins in the opened file.</summary>
    public const int FirstEntry = 5 + SecretBytes;

    private const int PieceBytes = 4 * SealHeader.ChunkBytes;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly byte[] _fileKey;

    /// <summary>Opens a file.</summary>
    /// <exception cref="KeyException">It was made under another key.</exception>
    /// <exception cref="SealException">It is no token map, or was changed.</exception>
    public TokenFile(string path, KeyPair key)
    {
        (_path, _fileKey) = (path, KeyOf(path, key));
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
        try
        {
            var head = Read(0, FirstEntry);
            Secret = head.Length == FirstEntry && head.AsSpan().StartsWith(Magic)
                ? head[Magic.Length..]
                : throw new SealException($"{path}: this is no token map; name the one that the files were masked with.");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The secret that tokens follow from.</summary>
    public byte[] Secret { get; }

    /// <summary>What an opened file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "HRTK\u0001"u8;

    /// <summary>Bytes of the opened file; fewer where it ends before.</summary>
    public byte[] Read(long offset, int count)
    {
        try
        {
            return SealedFile.ReadRange(_file, offset, count, _ => _fileKey);
        }
        catch (SealException fault)
        {
            throw new SealException($"{_path}: {fault.Message}");
        }
    }

    /// <summary>All entries with where they begin.</summary>
    public IEnumerable<(long Offset, TokenEntry Entry)> Entries()
    {
        var (offset, piece, at) = ((long)FirstEntry, Array.Empty<byte>(), 0);
        while (true)
        {
            if (!TryEntry(piece.AsSpan(at), out var entry, out var missing))
            {
                var rest = piece.Length - at;
                piece = Read(offset, Math.Max(PieceBytes, rest + missing));
                at = 0;
                if (piece.Length == 0) yield break;
                if (piece.Length < rest + missing) throw new SealException($"{_path}: the last entry is cut off.");
                continue;
            }

            yield return (offset, entry);
            at += entry.Bytes;
            offset += entry.Bytes;
        }
    }

    /// <summary>The first entry of some bytes; else how many bytes are missing at least.</summary>
    public static bool TryEntry(ReadOnlySpan<byte> bytes, out TokenEntry entry, out int missing)
    {
        entry = default;
        missing = TokenEntry.HeadBytes - bytes.Length;
        if (missing > 0) return false;

        var length = BinaryPrimitives.ReadInt32BigEndian(bytes[LetterCode.Bytes..]);
        missing = TokenEntry.HeadBytes + length - bytes.Length;
        if (length < 0 || missing > 0) return false;

        entry = new TokenEntry(
            TokenEntry.TokenOf(bytes), bytes.Slice(TokenEntry.HeadBytes, length).ToArray());
        return true;
    }

    /// <summary>The value of a token among whole entries in order; null where it is not there.</summary>
    public static byte[]? Find(ReadOnlySpan<byte> entries, UInt128 token)
    {
        // A page has a thousand entries, and copying what is passed over took most of the time.
        while (entries.Length >= TokenEntry.HeadBytes && TokenEntry.TokenOf(entries) is var found && found <= token)
        {
            var length = TokenEntry.HeadBytes + BinaryPrimitives.ReadInt32BigEndian(entries[LetterCode.Bytes..]);
            if (found == token) return entries[TokenEntry.HeadBytes..length].ToArray();
            entries = entries[length..];
        }

        return null;
    }

    public void Dispose() => _file?.Dispose();

    // The key of the file alone: that of the project is not needed any more.
    private static byte[] KeyOf(string path, KeyPair key)
    {
        var header = SealedFile.Inspect(path);
        return header.Recipients.Any(wrap => wrap.Recipient == key.Public.Id)
            ? SealedFile.FileKey(header, key)
            : throw new KeyException($"{path}: the token map belongs to another key; name with --key-file the one that it was made with.");
    }
}
