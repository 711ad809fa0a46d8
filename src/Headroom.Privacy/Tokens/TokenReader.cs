using System.Buffers;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Sealing;

namespace Headroom.Privacy.Tokens;

/// <summary>
/// Puts the values back in the place of their tokens. Of the map, one place in 64 KiB is in memory, and the parts that
/// were looked into, up to 64 MiB of them.
/// </summary>
public sealed class TokenReader : ITokens, IDisposable
{
    private const int PageBytes = 64 << 10;
    private const int PagesMax = 1_024;

    private readonly TokenFile _file;
    private readonly Lock _gate = new();
    private readonly List<UInt128> _firsts = [];
    private readonly List<long> _offsets = [];
    private readonly Dictionary<int, byte[]> _pages = [];
    private long _unknown;

    private TokenReader(TokenFile file)
    {
        _file = file;
        var end = (long)TokenFile.FirstEntry;
        foreach (var (offset, entry) in file.Entries())
        {
            if (_offsets.Count == 0 || offset - _offsets[^1] >= PageBytes)
            {
                _firsts.Add(entry.Token);
                _offsets.Add(offset);
            }

            end = offset + entry.Bytes;
        }

        _offsets.Add(end);
    }

    /// <summary>Tokens that the map does not have and that stay, so far.</summary>
    public long Unknown => Interlocked.Read(ref _unknown);

    /// <summary>Opens a map and reads it once.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="key">Key of the masking project.</param>
    /// <exception cref="KeyException">It was made under another key.</exception>
    /// <exception cref="SealException">It is no token map, or was changed.</exception>
    public static TokenReader Open(string path, MaskKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var pair = TokenMap.KeyOf(key);
        var file = new TokenFile(path, pair);
        try
        {
            return new TokenReader(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Write(string entity, ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Span<byte> hash = stackalloc byte[LetterCode.Bytes];
        var letters = value.Length > LetterCode.Letters ? value[^(LetterCode.Letters + 1)..^1] : default;
        if (LetterCode.TryRead(letters, hash) && ValueOf(TokenEntry.TokenOf(hash)) is { } found)
        {
            output.Write(found);
            return;
        }

        Interlocked.Increment(ref _unknown);
        output.Write(value);
    }

    /// <inheritdoc/>
    public void Save(CancellationToken interrupted)
    {
        // It only reads.
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private byte[]? ValueOf(UInt128 token)
    {
        var place = _firsts.BinarySearch(token);
        var page = place >= 0 ? place : ~place - 1;
        if (page < 0) return null;

        lock (_gate)
        {
            return TokenFile.Find(PageOf(page), token);
        }
    }

    private byte[] PageOf(int page)
    {
        if (_pages.TryGetValue(page, out var bytes)) return bytes;
        if (_pages.Count == PagesMax) _pages.Clear();

        bytes = _file.Read(_offsets[page], checked((int)(_offsets[page + 1] - _offsets[page])));
        _pages.Add(page, bytes);
        return bytes;
    }
}
