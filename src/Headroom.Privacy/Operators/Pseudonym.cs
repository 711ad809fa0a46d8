using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Headroom.Privacy.Operators;

/// <summary>
/// A keyed hash of values: HMAC-SHA-256 (RFC 2104), with the states behind both paddings of the key kept. The same
/// value has the same pseudonym under the same key, and without the key nobody can try out values.
/// </summary>
public sealed class Pseudonym
{
    /// <summary>Fewest bytes of a key.</summary>
    public const int KeyBytesMin = 16;

    private const int LengthBytes = 8;
    private const int ValueBytesMax = Sha256State.BlockBytes - LengthBytes - 1;

    private readonly Sha256State _inner;
    private readonly Sha256State _outer;

    /// <summary>Pseudonyms under a key of at least 16 bytes.</summary>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public Pseudonym(ReadOnlySpan<byte> key)
    {
        if (key.Length < KeyBytesMin) throw new ArgumentException($"a key has at least {KeyBytesMin} bytes", nameof(key));

        Span<byte> block = stackalloc byte[Sha256State.BlockBytes];
        block.Clear();
        if (key.Length > block.Length) SHA256.HashData(key, block);
        else key.CopyTo(block);

        _inner = Padded(block, 0x36);
        _outer = Padded(block, 0x5C);
        CryptographicOperations.ZeroMemory(block);
    }

    /// <summary>Writes the 32 bytes of the pseudonym of <paramref name="value"/>.</summary>
    public void Write(ReadOnlySpan<byte> value, Span<byte> pseudonym)
    {
        var state = _inner;
        var length = value.Length;
        for (; value.Length >= Sha256State.BlockBytes; value = value[Sha256State.BlockBytes..])
            state.Add(value[..Sha256State.BlockBytes]);

        Finish(ref state, value, length);
        Span<byte> inner = stackalloc byte[SHA256.HashSizeInBytes];
        state.Write(inner);
        state = _outer;
        Finish(ref state, inner, inner.Length);
        state.Write(pseudonym);
    }

    /// <summary>
    /// Writes the pseudonyms of eight values of one length, as of a column, one behind the other. Several times as
    /// fast as one by one.
    /// </summary>
    /// <param name="values">The values, one behind the other, of at most 55 bytes each.</param>
    /// <param name="pseudonyms">Eight times 32 bytes.</param>
    /// <exception cref="ArgumentException">The values are longer, or not eight of one length.</exception>
    [SkipLocalsInit]
    public void WriteEight(ReadOnlySpan<byte> values, Span<byte> pseudonyms)
    {
        var length = values.Length / Sha256Lanes.Count;
        if (length > ValueBytesMax || length * Sha256Lanes.Count != values.Length)
            throw new ArgumentException($"eight values of one length up to {ValueBytesMax} bytes are expected", nameof(values));

        Span<Vector256<uint>> schedule = stackalloc Vector256<uint>[64];
        Load(values, length, schedule);
        var inner = _inner.Lanes();
        inner.Add(schedule);
        for (var word = 0; word < 8; word++) schedule[word] = inner[word];
        schedule[8] = Vector256.Create(0x8000_0000u);
        schedule[9..15].Clear();
        schedule[15] = Vector256.Create((uint)(SHA256.HashSizeInBytes + Sha256State.BlockBytes) * 8);
        var outer = _outer.Lanes();
        outer.Add(schedule);
        for (var word = 0; word < 8; word++)
        {
            for (var lane = 0; lane < Sha256Lanes.Count; lane++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(
                    pseudonyms[(lane * SHA256.HashSizeInBytes + word * sizeof(uint))..], outer[word].GetElement(lane));
            }
        }
    }

    private static void Load(ReadOnlySpan<byte> values, int length, Span<Vector256<uint>> schedule)
    {
        Span<byte> block = stackalloc byte[Sha256State.BlockBytes];
        var words = MemoryMarshal.Cast<Vector256<uint>, uint>(schedule);
        for (var lane = 0; lane < Sha256Lanes.Count; lane++)
        {
            block.Clear();
            values.Slice(lane * length, length).CopyTo(block);
            block[length] = 0x80;
            BinaryPrimitives.WriteInt32BigEndian(block[^sizeof(int)..], (length + Sha256State.BlockBytes) * 8);
            for (var word = 0; word < 16; word++)
            {
                words[word * Sha256Lanes.Count + lane] =
                    BinaryPrimitives.ReadUInt32BigEndian(block[(word * sizeof(uint))..]);
            }
        }
    }

    // The rest, a one bit, zeros, and the length in bits with the key's block counted.
    private static void Finish(ref Sha256State state, ReadOnlySpan<byte> rest, int length)
    {
        Span<byte> block = stackalloc byte[Sha256State.BlockBytes];
        block.Clear();
        rest.CopyTo(block);
        block[rest.Length] = 0x80;
        if (rest.Length >= Sha256State.BlockBytes - LengthBytes)
        {
            state.Add(block);
            block.Clear();
        }

        BinaryPrimitives.WriteUInt64BigEndian(block[^LengthBytes..], (ulong)(length + Sha256State.BlockBytes) * 8);
        state.Add(block);
    }

    private static Sha256State Padded(ReadOnlySpan<byte> key, byte padding)
    {
        Span<byte> block = stackalloc byte[Sha256State.BlockBytes];
        for (var index = 0; index < block.Length; index++) block[index] = (byte)(key[index] ^ padding);
        var state = Sha256State.Initial;
        state.Add(block);
        CryptographicOperations.ZeroMemory(block);
        return state;
    }
}
