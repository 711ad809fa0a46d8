using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Headroom.Privacy.Operators;

/// <summary>
/// Eight states of SHA-256 side by side, each taking in a block of its own. Hot: one instruction does eight words.
/// </summary>
internal struct Sha256Lanes
{
    /// <summary>States that go on together.</summary>
    public const int Count = 8;

    private const int Words = 8;

    private Lanes _state;

    /// <summary>Eight times the same state.</summary>
    public Sha256Lanes(ReadOnlySpan<uint> words)
    {
        for (var word = 0; word < Words; word++) _state[word] = Vector256.Create(words[word]);
    }

    /// <summary>A word of all states.</summary>
    public readonly Vector256<uint> this[int word] => _state[word];

    /// <summary>
    /// Takes in eight blocks: word by word of all of them, with room for 64 words, which are overwritten.
    /// </summary>
    public void Add(Span<Vector256<uint>> schedule)
    {
        for (var index = 16; index < 64; index++)
        {
            var (old, late) = (schedule[index - 15], schedule[index - 2]);
            schedule[index] = schedule[index - 16] + schedule[index - 7]
                + (Rotated(old, 7) ^ Rotated(old, 18) ^ old >>> 3)
                    + (Rotated(late, 17) ^ Rotated(late, 19) ^ late >>> 10);
        }

        ref var words = ref MemoryMarshal.GetReference(schedule);
        ref var constants = ref MemoryMarshal.GetReference(Sha256State.Constants);
        var (a, b, c, d) = (_state[0], _state[1], _state[2], _state[3]);
        var (e, f, g, h) = (_state[4], _state[5], _state[6], _state[7]);
        for (var index = 0; index < 64; index += 4)
        {
            Round(
                a, b, c, ref d, e, f, g, ref h,
                    Unsafe.Add(ref words, index) + Vector256.Create(Unsafe.Add(ref constants, index)));
            Round(
                h, a, b, ref c, d, e, f, ref g,
                    Unsafe.Add(ref words, index + 1) + Vector256.Create(Unsafe.Add(ref constants, index + 1)));
            Round(
                g, h, a, ref b, c, d, e, ref f,
                    Unsafe.Add(ref words, index + 2) + Vector256.Create(Unsafe.Add(ref constants, index + 2)));
            Round(
                f, g, h, ref a, b, c, d, ref e,
                    Unsafe.Add(ref words, index + 3) + Vector256.Create(Unsafe.Add(ref constants, index + 3)));
            (a, b, c, d, e, f, g, h) = (e, f, g, h, a, b, c, d);
        }

        (_state[0], _state[1], _state[2], _state[3]) = (_state[0] + a, _state[1] + b, _state[2] + c, _state[3] + d);
        (_state[4], _state[5], _state[6], _state[7]) = (_state[4] + e, _state[5] + f, _state[6] + g, _state[7] + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, ref Vector256<uint> d,
        Vector256<uint> e, Vector256<uint> f, Vector256<uint> g, ref Vector256<uint> h, Vector256<uint> added)
    {
        h += (Rotated(e, 6) ^ Rotated(e, 11) ^ Rotated(e, 25)) + (e & (f ^ g) ^ g) + added;
        d += h;
        h += (Rotated(a, 2) ^ Rotated(a, 13) ^ Rotated(a, 22)) + (a & b | c & (a | b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotated(Vector256<uint> words, int bits) => words >>> bits | words << (32 - bits);

    [InlineArray(Words)]
    private struct Lanes
    {
        private Vector256<uint> _first;
    }
}
