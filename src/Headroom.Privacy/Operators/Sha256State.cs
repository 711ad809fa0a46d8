using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Headroom.Privacy.Operators;

/// <summary>
/// The eight words of SHA-256 (FIPS 180-4, section 6.2) between two blocks. The framework's hash has no way to go on
/// from a state, and a keyed hash of a short value costs most of its time in hashing the key again. Hot.
/// </summary>
internal struct Sha256State
{
    public const int BlockBytes = 64;

    private uint _a, _b, _c, _d, _e, _f, _g, _h;

    /// <summary>The round constants, section 4.2.2.</summary>
    public static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The state before the first block.</summary>
    public static Sha256State Initial { get; } = new()
    {
        _a = 0x6a09e667,
        _b = 0xbb67ae85,
        _c = 0x3c6ef372,
        _d = 0xa54ff53a,
        _e = 0x510e527f,
        _f = 0x9b05688c,
        _g = 0x1f83d9ab,
        _h = 0x5be0cd19,
    };

    /// <summary>Takes in one block of 64 bytes.</summary>
    [SkipLocalsInit]
    public void Add(ReadOnlySpan<byte> block)
    {
        Span<uint> schedule = stackalloc uint[64];
        ref var words = ref MemoryMarshal.GetReference(schedule);
        ref var constants = ref MemoryMarshal.GetReference(Constants);
        for (var index = 0; index < 16; index++)
            schedule[index] = BinaryPrimitives.ReadUInt32BigEndian(block[(index * 4)..]);
        for (var index = 16; index < 64; index++)
        {
            var (old, late) = (Unsafe.Add(ref words, index - 15), Unsafe.Add(ref words, index - 2));
            Unsafe.Add(ref words, index) = Unsafe.Add(ref words, index - 16) + Unsafe.Add(ref words, index - 7)
                + (BitOperations.RotateRight(old, 7) ^ BitOperations.RotateRight(old, 18) ^ old >> 3)
                + (BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ late >> 10);
        }

        var (a, b, c, d, e, f, g, h) = (_a, _b, _c, _d, _e, _f, _g, _h);

        // Eight rounds a turn: the words change their roles instead of their places.
        for (var index = 0; index < 64; index += 8)
        {
            ref var word = ref Unsafe.Add(ref words, index);
            ref var constant = ref Unsafe.Add(ref constants, index);
            Round(a, b, c, ref d, e, f, g, ref h, word + constant);
            Round(h, a, b, ref c, d, e, f, ref g, Unsafe.Add(ref word, 1) + Unsafe.Add(ref constant, 1));
            Round(g, h, a, ref b, c, d, e, ref f, Unsafe.Add(ref word, 2) + Unsafe.Add(ref constant, 2));
            Round(f, g, h, ref a, b, c, d, ref e, Unsafe.Add(ref word, 3) + Unsafe.Add(ref constant, 3));
            Round(e, f, g, ref h, a, b, c, ref d, Unsafe.Add(ref word, 4) + Unsafe.Add(ref constant, 4));
            Round(d, e, f, ref g, h, a, b, ref c, Unsafe.Add(ref word, 5) + Unsafe.Add(ref constant, 5));
            Round(c, d, e, ref f, g, h, a, ref b, Unsafe.Add(ref word, 6) + Unsafe.Add(ref constant, 6));
            Round(b, c, d, ref e, f, g, h, ref a, Unsafe.Add(ref word, 7) + Unsafe.Add(ref constant, 7));
        }

        (_a, _b, _c, _d) = (_a + a, _b + b, _c + c, _d + d);
        (_e, _f, _g, _h) = (_e + e, _f + f, _g + g, _h + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(uint a, uint b, uint c, ref uint d, uint e, uint f, uint g, ref uint h, uint added)
    {
        h += (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25))
            + (e & (f ^ g) ^ g) + added;
        d += h;
        h += (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22))
            + (a & b | c & (a | b));
    }

    /// <summary>The same state eight times.</summary>
    public readonly Sha256Lanes Lanes() => new([_a, _b, _c, _d, _e, _f, _g, _h]);

    /// <summary>Writes the 32 bytes of the hash.</summary>
    public readonly void Write(Span<byte> hash)
    {
        ReadOnlySpan<uint> words = [_a, _b, _c, _d, _e, _f, _g, _h];
        for (var index = 0; index < words.Length; index++)
            BinaryPrimitives.WriteUInt32BigEndian(hash[(index * 4)..], words[index]);
    }
}
