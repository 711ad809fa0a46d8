namespace Headroom.Curation.Text;

/// <summary>
/// The n-grams of one document that occur often enough, one length after the other. An n-gram is the pair of the
/// (n-1)-gram at its start and its last word; and only where both (n-1)-grams inside it occur often enough can it, so
/// that after the first levels little is left to look at.
/// </summary>
internal sealed class NGramLevels
{
    private const ulong Base = 0x9E3779B97F4A7C15;

    private readonly IdentityTable _table = new();
    private int[] _numbers = [];
    private int[] _positions = [];
    private int[] _counts = [];
    private int[] _firsts = [];
    private int[] _sums = [];
    private bool[] _isSeen = [];
    private int _active;
    private int _least;

    /// <summary>Words in an n-gram of this level.</summary>
    public int Length { get; private set; }

    /// <summary>Begins with the words as n-grams of one.</summary>
    /// <param name="words">The words.</param>
    /// <param name="least">How often an n-gram must occur to be looked at, from 2.</param>
    public void Begin(WordList words, int least = 2)
    {
        Prepare(words);
        _least = least;
        Length = 1;
        var numbers = words.Numbers;
        var counts = words.Counts;
        for (var index = 0; index < numbers.Length; index++)
        {
            var number = numbers[index];
            _numbers[index] = number;
            if (counts[number] >= least) _positions[_active++] = index;
        }

        counts.CopyTo(_counts);
    }

    /// <summary>Begins with n-grams of several words, told apart by 64-bit hashes, that occur twice at least.</summary>
    public void BeginWith(WordList words, int length)
    {
        Prepare(words);
        _least = 2;
        Length = length;
        _table.Clear(words.Count / 2);
        var numbers = words.Numbers;
        var counts = words.Counts;
        var leaving = 1UL;
        for (var times = 0; times < length; times++) leaving *= Base;
        var sum = 0UL;
        var run = 0;
        for (var index = 0; index < numbers.Length; index++)
        {
            var number = numbers[index];
            sum = sum * Base + (ulong)number + 1;
            if (index >= length) sum -= ((ulong)numbers[index - length] + 1) * leaving;
            run = counts[number] > 1 ? run + 1 : 0;
            if (run >= length) Count(index - length + 1, ByteHash.Mix(sum));
        }

        KeepRepeated(_active);
    }

    private void Prepare(WordList words)
    {
        var count = words.Count;
        if (_numbers.Length < count + 1)
        {
            var room = Math.Max(count + 1, 2 * _numbers.Length);
            _numbers = new int[room];
            _positions = new int[room];
            _counts = new int[room];
            _firsts = new int[room];
            _sums = new int[room];
            _isSeen = new bool[room];
        }

        _active = 0;
        _sums[0] = 0;
        var lengths = words.Lengths;
        for (var index = 0; index < count; index++) _sums[index + 1] = _sums[index] + lengths[index];
    }

    private void Count(int position, ulong key)
    {
        var known = _table.Count;
        var number = _table.Number(key);
        if (number == known)
        {
            _counts[number] = 0;
            _firsts[number] = position;
        }

        _counts[number]++;
        _numbers[position] = number;
        _positions[_active++] = position;
    }

    /// <summary>Goes on to n-grams of one word more.</summary>
    public void Lengthen(WordList words)
    {
        Length++;
        _table.Clear(_active);
        var numbers = words.Numbers;
        var last = numbers.Length - Length;
        var looked = _active;
        _active = 0;
        for (var index = 0; index < looked; index++)
        {
            var position = _positions[index];

            // The (n-1)-gram one word on must be in the list too: the list is in order, so it is the next entry.
            if (position > last || index + 1 >= looked || _positions[index + 1] != position + 1) continue;

            var key = ((ulong)(uint)_numbers[position] << 32) | (uint)numbers[position + Length - 1];
            Count(position, ByteHash.Mix(key));
        }

        KeepRepeated(_active);
    }

    /// <summary>
    /// Code points, spaces included, of the most frequent n-gram times its count; the first one of several. When none
    /// occurs often enough that is the first n-gram of the document. There must be one.
    /// </summary>
    public long TopCharacters()
    {
        var best = Top();
        return best < 0 ? Span(0) + Length - 1L : (long)_counts[best] * (Span(_firsts[best]) + Length - 1);
    }

    /// <summary>
    /// Code points, without spaces, of the most frequent n-gram times its count; the first one of several. 0 when none
    /// occurs often enough.
    /// </summary>
    public long TopWordCharacters()
    {
        var best = Top();
        return best < 0 ? 0 : (long)_counts[best] * Span(_firsts[best]);
    }

    private int Top()
    {
        var best = -1;
        for (var number = 0; number < _table.Count; number++)
        {
            if (_counts[number] >= _least && (best < 0 || _counts[number] > _counts[best])) best = number;
        }

        return best;
    }

    /// <summary>
    /// Code points, without spaces, of n-grams that were met before, read from the start; behind a repeated one reading
    /// goes on after its last word.
    /// </summary>
    public long RepeatedCharacters()
    {
        _isSeen.AsSpan(0, _table.Count).Clear();
        var repeated = 0L;
        var from = 0;
        for (var index = 0; index < _active; index++)
        {
            var position = _positions[index];
            if (position < from) continue;

            ref var isSeen = ref _isSeen[_numbers[position]];
            if (isSeen)
            {
                repeated += Span(position);
                from = position + Length;
            }

            isSeen = true;
        }

        return repeated;
    }

    /// <summary>
    /// Code points, without spaces, in n-grams that occur more than once. Longer repeated n-grams lie inside them, so
    /// no
    /// <see cref="RepeatedCharacters"/> of this level or a later one is greater.
    /// </summary>
    public long CoveredCharacters()
    {
        var covered = 0L;
        var end = 0;
        for (var index = 0; index < _active; index++)
        {
            var from = Math.Max(end, _positions[index]);
            end = _positions[index] + Length;
            covered += _sums[end] - _sums[from];
        }

        return covered;
    }

    private int Span(int position) => _sums[position + Length] - _sums[position];

    private void KeepRepeated(int candidates)
    {
        _active = 0;
        for (var index = 0; index < candidates; index++)
        {
            var position = _positions[index];
            if (_counts[_numbers[position]] >= _least) _positions[_active++] = position;
        }
    }
}
