using System.Security.Cryptography;
using Headroom.Formats;
using Headroom.Privacy.Keys;

namespace Headroom.Privacy.Sealing;

/// <summary>Files that only named keys open.</summary>
public static class SealedFile
{
    // Few enough to stay in the cache of a core from reading to writing.
    private const int ChunksAtOnce = 4;
    private const int TextBytes = ChunksAtOnce * SealHeader.ChunkBytes;
    private const int FileBytes = ChunksAtOnce * ChunkCipher.SealedBytes;

    /// <summary>Seals a file for recipients, under a new key. The target appears whole or not at all.</summary>
    /// <param name="source">File to seal; it is only read.</param>
    /// <param name="target">Sealed file.</param>
    /// <param name="recipients">Who may open it, at least one.</param>
    /// <param name="cipher">How it is encrypted.</param>
    /// <param name="policy">What grants on it may say; empty for anything.</param>
    /// <param name="interrupted">Ends it between chunks.</param>
    /// <exception cref="SealException">The header has no room for so many recipients or so long a policy.</exception>
    /// <exception cref="IOException">The target is the source, or cannot be written.</exception>
    public static SealHeader Seal(
        string source, string target, IReadOnlyList<PublicKey> recipients, SealCipher cipher, string policy,
            CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        OutputNames.DemandApart([source], [target]);
        using var input =
            new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        using var output = new WholeOutput(target);
        var header = Seal(input, output.Stream, recipients, cipher, policy, interrupted);
        output.Commit();
        return header;
    }

    /// <summary>Seals a stream, with no limits to grants.</summary>
    public static SealHeader Seal(
        Stream source, Stream target, IReadOnlyList<PublicKey> recipients, SealCipher cipher,
            CancellationToken interrupted) =>
        Seal(source, target, recipients, cipher, "", interrupted);

    private static SealHeader Seal(
        Stream source, Stream target, IReadOnlyList<PublicKey> recipients, SealCipher cipher, string policy,
            CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var fileKey = RandomNumberGenerator.GetBytes(SealHeader.KeyBytes);
        var salt = RandomNumberGenerator.GetBytes(SealHeader.KeyBytes);
        var header = new SealHeader
        {
            Cipher = cipher,
            Salt = salt,
            Commitment = SealHeader.CommitmentOf(fileKey, salt),
            Policy = policy,
            Recipients = [],
        };
        var wraps = recipients.Select(recipient => KeyWrap.Close(recipient, fileKey, header.WrapInfo()));
        header = header with { Recipients = [.. wraps] };
        target.Write(header.Write(fileKey));
        using var chunks = new ChunkCipher(header, fileKey);
        CryptographicOperations.ZeroMemory(fileKey);
        var (text, sealedText) = (new byte[TextBytes + 1], new byte[FileBytes]);
        var number = 0L;
        var length = source.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        while (true)
        {
            interrupted.ThrowIfCancellationRequested();

            // One byte more than is sealed at once tells whether this is the end.
            var isEnd = length <= TextBytes;
            target.Write(
                sealedText, 0,
                    SealChunks(chunks, text.AsSpan(0, Math.Min(length, TextBytes)), sealedText, ref number, isEnd));
            if (isEnd) return header;

            text[0] = text[TextBytes];
            length = 1 + source.ReadAtLeast(text.AsSpan(1), TextBytes, throwOnEndOfStream: false);
        }
    }

    /// <summary>Opens a sealed file. The target appears whole or not at all.</summary>
    /// <exception cref="SealException">No key of the file's is at hand, or the file was changed.</exception>
    public static void Unseal(
        string source, string target, Func<SealHeader, byte[]> fileKey, CancellationToken interrupted)
    {
        OutputNames.DemandApart([source], [target]);
        using var input =
            new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        using var output = new WholeOutput(target);
        Named(source, () =>
        {
            Unseal(input, output.Stream, fileKey, interrupted);
            return true;
        });
        output.Commit();
    }

    /// <summary>Opens a sealed stream. What was written before a fault must be thrown away.</summary>
    /// <exception cref="SealException">No key of the file's is at hand, or the stream was changed.</exception>
    public static void Unseal(
        Stream source, Stream target, Func<SealHeader, byte[]> fileKey, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        using var chunks = Opened(source, fileKey);
        var (text, sealedText) = (new byte[TextBytes], new byte[FileBytes + 1]);
        var number = 0L;
        var length = source.ReadAtLeast(sealedText, sealedText.Length, throwOnEndOfStream: false);
        while (true)
        {
            interrupted.ThrowIfCancellationRequested();
            var isEnd = length <= FileBytes;
            target.Write(
                text, 0,
                    OpenChunks(chunks, sealedText.AsSpan(0, Math.Min(length, FileBytes)), text, ref number, isEnd));
            if (isEnd) return;

            sealedText[0] = sealedText[FileBytes];
            length = 1 + source.ReadAtLeast(sealedText.AsSpan(1), FileBytes, throwOnEndOfStream: false);
        }
    }

    /// <summary>Reads bytes from the middle of a sealed stream that can seek, without opening the rest.</summary>
    /// <exception cref="SealException">As of opening it.</exception>
    public static byte[] ReadRange(Stream source, long offset, int count, Func<SealHeader, byte[]> fileKey)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Position = 0;
        using var chunks = Opened(source, fileKey);
        var lastChunk = Math.Max(0, (source.Length - SealHeader.Bytes - 1) / ChunkCipher.SealedBytes);
        var range = new MemoryStream();
        var (text, chunk) = (new byte[SealHeader.ChunkBytes], new byte[ChunkCipher.SealedBytes]);
        for (
            var number = offset / SealHeader.ChunkBytes; number <= Math.Min(
                lastChunk, (offset + count - 1) / SealHeader.ChunkBytes); number++)
        {
            source.Position = SealHeader.Bytes + number * ChunkCipher.SealedBytes;
            var length = source.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) - ChunkCipher.TagBytes;
            if (length < 0) throw new SealException("the sealed file was cut off.");

            chunks.Decrypt(
                number, number == lastChunk, chunk.AsSpan(0, length + ChunkCipher.TagBytes), text.AsSpan(0, length));
            var from = (int)Math.Max(0, offset - number * SealHeader.ChunkBytes);
            var to = (int)Math.Min(length, offset + count - number * SealHeader.ChunkBytes);
            if (to > from) range.Write(text, from, to - from);
        }

        return range.ToArray();
    }

    /// <summary>Reads the header of a sealed file. It is not proven.</summary>
    /// <exception cref="SealException">It is no sealed file.</exception>
    public static SealHeader Inspect(string path)
    {
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Named(path, () => SealHeader.Read(HeaderBytes(source)));
    }

    /// <summary>The key of a file, for one of its recipients.</summary>
    /// <exception cref="SealException">The key is none of the recipients'.</exception>
    public static byte[] FileKey(SealHeader header, KeyPair key)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(key);
        var wrap = header.Recipients.FirstOrDefault(wrap => wrap.Recipient == key.Public.Id)
            ?? throw new SealException($"the file is not sealed for key {key.Public.Id}; ask its owner for a grant.");
        return wrap.Open(key, header.WrapInfo());
    }

    /// <summary>Writes who may open a file anew: the data stays where it is.</summary>
    /// <exception cref="SealException">The key is none of the recipients', or the header was changed.</exception>
    public static SealHeader Rewrap(
        string path, KeyPair owner, Func<SealHeader, byte[], IReadOnlyList<KeyWrap>> recipients)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var (header, bytes, written) = Named(path, () =>
        {
            var before = HeaderBytes(file);
            var opened = SealHeader.Read(before);
            var fileKey = FileKey(opened, owner);
            opened.Demand(fileKey, before);
            opened = opened with { Recipients = recipients(opened, fileKey) };
            return (opened, before, opened.Write(fileKey));
        });

        // A crash in the middle leaves the old header beside the file.
        using (var backup = new WholeOutput(path + ".header"))
        {
            backup.Stream.Write(bytes);
            backup.Commit();
        }

        file.Position = 0;
        file.Write(written);
        file.Flush(flushToDisk: true);
        File.Delete(path + ".header");
        return header;
    }

    // Streams have no name; whoever reads the message has several files.
    private static T Named<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SealException fault)
        {
            throw new SealException($"{path}: {fault.Message}");
        }
    }

    private static ChunkCipher Opened(Stream source, Func<SealHeader, byte[]> fileKey)
    {
        ArgumentNullException.ThrowIfNull(fileKey);
        var bytes = HeaderBytes(source);
        var header = SealHeader.Read(bytes);
        var key = fileKey(header);
        header.Demand(key, bytes);
        return new ChunkCipher(header, key);
    }

    private static byte[] HeaderBytes(Stream source)
    {
        var bytes = new byte[SealHeader.Bytes];
        return source.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            ? bytes
            : throw new SealException("this is no sealed file, or it was cut off.");
    }

    private static int SealChunks(
        ChunkCipher chunks, ReadOnlySpan<byte> text, Span<byte> target, ref long number, bool isEnd)
    {
        var written = 0;
        do
        {
            var length = Math.Min(text.Length, SealHeader.ChunkBytes);
            chunks.Encrypt(
                number++, isEnd
                    && length == text.Length, text[..length], target.Slice(written, length + ChunkCipher.TagBytes));
            written += length + ChunkCipher.TagBytes;
            text = text[length..];
        }
        while (!text.IsEmpty);
        return written;
    }

    private static int OpenChunks(
        ChunkCipher chunks, ReadOnlySpan<byte> sealedText, Span<byte> target, ref long number, bool isEnd)
    {
        var written = 0;
        do
        {
            var length = Math.Min(sealedText.Length, ChunkCipher.SealedBytes);
            if (length < ChunkCipher.TagBytes) throw new SealException("the sealed file was cut off; nothing of it was kept.");

            chunks.Decrypt(
                number++, isEnd
                    && length == sealedText.Length, sealedText[..length],
                        target.Slice(written, length - ChunkCipher.TagBytes));
            written += length - ChunkCipher.TagBytes;
            sealedText = sealedText[length..];
        }
        while (!sealedText.IsEmpty);
        return written;
    }
}
