using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Headroom.Curation.Text;

/// <summary>
/// 64-bit hashes by which pieces of one document are told apart. Pieces of one length up to eight bytes differ surely;
/// others collide with a chance of about 2^-64 a pair.
/// </summary>
internal static class ByteHash
{
    private const ulong Odd = 0x9E3779B97F4A7C15;
    private const ulong Multiplier = 0xD6E8FEB86659FD93;

    /// <summary>Hash of a piece; short ones are one multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<byte> piece)
    {
        if (piece.Length <= 8) return Mix(Short(piece) + (ulong)piece.Length * Odd);
        return piece.Length <= 64 ? Long(piece) : XxHash3.HashToUInt64(piece);
    }

    /// <summary>Spreads the bits of a number; different numbers stay different.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong number)
    {
        number = (number ^ (number >> 32)) * Multiplier;
        return (number ^ (number >> 29)) * Multiplier;
    }

    private static ulong Long(ReadOnlySpan<byte> piece)
    {
        var hash = (ulong)piece.Length * Odd;
        for (var index = 0; index + 8 < piece.Length; index += 8)
            hash = Mix(BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(piece[index..]));
        return Mix(BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(piece[^8..]));
    }

    /// <summary>The bytes of a piece of at most eight as a number; 0 where there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Short(ReadOnlySpan<byte> piece)
    {
        if (piece.Length == 8) return BinaryPrimitives.ReadUInt64LittleEndian(piece);
        if (piece.Length >= 4)
        {
            ulong low = BinaryPrimitives.ReadUInt32LittleEndian(piece);
            ulong high = BinaryPrimitives.ReadUInt32LittleEndian(piece[^4..]);
            return low | (high << (8 * (piece.Length - 4)));
        }

        ulong number = 0;
        for (var index = 0; index < piece.Length; index++) number |= (ulong)piece[index] << (8 * index);
        return number;
    }
}
