using Headroom.Curation.Text;

namespace Headroom.Curation.Chinese;

/// <summary>The share of runs of characters, white space left out, that occur so many times in a text.</summary>
/// <param name="length">Characters of a run.</param>
/// <param name="timesMin">A run that occurs so often counts.</param>
/// <param name="isHan">Whether all but Han characters are left out.</param>
internal sealed class RepeatedRuns(int length, int timesMin, bool isHan)
{
    private const ulong Base = 0x9E3779B97F4A7C15;

    private readonly IdentityTable _table = new();
    private readonly int[] _window = new int[length];
    private int[] _counts = new int[1024];

    /// <summary>That share, from 0 to 1; 0 for a text of fewer characters.</summary>
    public double ShareIn(ReadOnlySpan<byte> text)
    {
        _table.Clear(text.Length / 3);
        var leaving = 1UL;
        for (var times = 0; times < length; times++) leaving *= Base;
        var sum = 0UL;
        var characters = 0;
        for (var index = 0; index < text.Length;)
        {
            var code = Utf8.Next(text, ref index);
            var kinds = Text.Characters.Of(code);
            if ((kinds & CharacterKinds.Space) != 0 || (isHan && (kinds & CharacterKinds.Han) == 0)) continue;

            ref var slot = ref _window[characters % length];
            sum = sum * Base + (ulong)code - (characters >= length ? (ulong)slot * leaving : 0);
            slot = code;
            if (++characters >= length) Add(ByteHash.Mix(sum));
        }

        var repeated = 0L;
        for (var number = 0; number < _table.Count; number++)
        {
            if (_counts[number] >= timesMin) repeated += _counts[number];
        }

        return characters < length ? 0 : (double)repeated / (characters - length + 1);
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
