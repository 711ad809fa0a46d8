using Headroom.Curation.Text;

namespace Headroom.Curation.Chinese;

/// <summary>The share of runs of ten characters, white space left out, that occur more than once in a text.</summary>
internal sealed class RepeatedRuns
{
    private const int Length = 10;
    private const ulong Base = 0x9E3779B97F4A7C15;

    private readonly IdentityTable _table = new();
    private readonly int[] _window = new int[Length];
    private int[] _counts = new int[1024];

    /// <summary>That share, from 0 to 1; 0 for a text of fewer characters.</summary>
    public double ShareIn(ReadOnlySpan<byte> text)
    {
        _table.Clear(text.Length / 3);
        var leaving = 1UL;
        for (var times = 0; times < Length; times++) leaving *= Base;
        var sum = 0UL;
        var characters = 0;
        for (var index = 0; index < text.Length;)
        {
            var code = Utf8.Next(text, ref index);
            if (Utf8.IsSpace(code)) continue;

            ref var slot = ref _window[characters % Length];
            sum = sum * Base + (ulong)code - (characters >= Length ? (ulong)slot * leaving : 0);
            slot = code;
            if (++characters >= Length) Add(ByteHash.Mix(sum));
        }

        var repeated = 0L;
        for (var number = 0; number < _table.Count; number++)
        {
            if (_counts[number] > 1) repeated += _counts[number];
        }

        return characters < Length ? 0 : (double)repeated / (characters - Length + 1);
    }

    private void Add(ulong key)
    {
        var known = _table.Count;
        var number = _table.Number(key);
        if (number == _counts.Length) Array.Resize(ref _counts, 2 * number);
        if (number == known) _counts[number] = 0;
        _counts[number]++;
    }
}
