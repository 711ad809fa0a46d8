using System.Buffers.Binary;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tokens;

/// <summary>
/// Counts of short pieces that were seen lately. Keys are the bytes themselves, so that an answer is never that of
/// another piece; a newer piece takes the place of an older one.
/// </summary>
internal sealed class PieceCache
{
    /// <summary>Bytes of the longest piece that is kept.</summary>
    public const int LengthMax = 16;

    private const int Bits = 15;

    private readonly Entry[] _entries = new Entry[1 << Bits];

    /// <summary>The place of a piece of 1 to 16 bytes; whether it holds that piece's count.</summary>
    public bool Find(ReadOnlySpan<byte> piece, out PieceKey key, out int count)
    {
        key = piece.Length < 8
            ? new PieceKey(ByteHash.Short(piece), 0, piece.Length)
            : new PieceKey(BinaryPrimitives.ReadUInt64LittleEndian(piece),
                BinaryPrimitives.ReadUInt64LittleEndian(piece[^8..]), piece.Length);
        ref readonly var entry = ref _entries[key.Slot(Bits)];
        count = entry.Count;
        return entry.Key == key;
    }

    /// <summary>Keeps the count of a piece.</summary>
    public void Keep(PieceKey key, int count) => _entries[key.Slot(Bits)] = new Entry(key, count);

    private readonly record struct Entry(PieceKey Key, int Count);
}

/// <summary>The bytes of a short piece as numbers.</summary>
/// <param name="First">Its first eight bytes, or all of fewer.</param>
/// <param name="Last">Its last eight bytes, of a piece of eight or more.</param>
/// <param name="Length">How many bytes it has.</param>
internal readonly record struct PieceKey(ulong First, ulong Last, int Length)
{
    /// <summary>Where it is kept among two to the power of <paramref name="bits"/> places.</summary>
    public int Slot(int bits) =>
        (int)(ByteHash.Mix(First ^ (Last * 0x9E3779B97F4A7C15) ^ (ulong)Length) >> (64 - bits));
}
