using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Headroom.Privacy.Detection;

/// <summary>
/// Places of a text where something may begin: digits, full-width digits, <c>@</c>, <c>://</c>, <c>::</c>, and signs
/// three bytes apart as in hardware addresses. Hot: 32 bytes a step, and a text without any costs little more than
/// reading it.
/// </summary>
internal ref struct Triggers(ReadOnlySpan<byte> text)
{
    private const int Width = 32;

    // Bytes behind a step that it looks at as well.
    private const int Ahead = 3;

    private readonly ReadOnlySpan<byte> _text = text;
    private uint _mask;
    private int _base = -Width;

    /// <summary>The next place at or after <paramref name="from"/>; -1 when there is none.</summary>
    public int Next(int from)
    {
        while (true)
        {
            if (_mask != 0)
            {
                var at = _base + BitOperations.TrailingZeroCount(_mask);
                _mask &= _mask - 1;
                if (at >= from) return at;
                continue;
            }

            // What a finding covers is not looked at again.
            _base = Math.Max(_base + Width, from > _base + 2 * Width ? from : 0);
            if (_base >= _text.Length) return -1;
            _mask = _base + Width + Ahead <= _text.Length
                ? MaskAt(ref Unsafe.Add(ref MemoryMarshal.GetReference(_text), _base))
                : LastMask();
        }
    }

    // The last step of a text that is long enough looks at the bytes before its end once more; the very last three
    // begin nothing but digits, '@', '::' and one full-width digit.
    private readonly uint LastMask()
    {
        const int Needed = Width + Ahead;
        if (_text.Length < Needed) return ShortMask();

        var early = _text.Length - Needed;
        var mask = MaskAt(ref Unsafe.Add(ref MemoryMarshal.GetReference(_text), early));
        mask = _base - early >= Width ? 0 : mask >> (_base - early);
        for (var at = Math.Max(_base, _text.Length - Ahead); at < _text.Length; at++)
        {
            var isFound = (uint)(_text[at] - '0') < 10 || _text[at] == '@'
                || _text[at] == ':' && at + 1 < _text.Length && _text[at + 1] == ':'
                || at == _text.Length - Ahead && _text[at] == 0xEF && _text[at + 1] == 0xBC
                    && (uint)(_text[at + 2] - 0x90) < 10;
            if (isFound) mask |= 1u << (at - _base);
        }

        return mask;
    }

    private readonly uint ShortMask()
    {
        Span<byte> last = stackalloc byte[Width + Ahead];
        last.Clear();
        _text[_base..Math.Min(_text.Length, _base + Width + Ahead)].CopyTo(last);
        return MaskAt(ref MemoryMarshal.GetReference(last));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MaskAt(ref byte at)
    {
        var here = Vector256.LoadUnsafe(ref at);
        var second = Vector256.LoadUnsafe(ref at, 1);
        var third = Vector256.LoadUnsafe(ref at, 2);
        var fourth = Vector256.LoadUnsafe(ref at, 3);
        var isColon = Vector256.Equals(here, Vector256.Create((byte)':'));
        var isSign = isColon | Vector256.Equals(here, Vector256.Create((byte)'-'));
        var isSlashed = Vector256.Equals(second, Vector256.Create((byte)'/'))
            & Vector256.Equals(third, Vector256.Create((byte)'/'));
        var isDouble = Vector256.Equals(second, Vector256.Create((byte)':'));
        var isFullWidth = Vector256.Equals(here, Vector256.Create((byte)0xEF))
            & Vector256.Equals(second, Vector256.Create((byte)0xBC))
            & Vector256.LessThan(third - Vector256.Create((byte)0x90), Vector256.Create((byte)10));
        var found = Vector256.LessThan(here - Vector256.Create((byte)'0'), Vector256.Create((byte)10))
            | Vector256.Equals(here, Vector256.Create((byte)'@'))
            | isColon & (isSlashed | isDouble)
            | isSign & Vector256.Equals(here, fourth)
            | isFullWidth;
        return found.ExtractMostSignificantBits();
    }
}
