namespace Headroom.Curation.Tokens;

/// <summary>
/// Merges the tokens of one piece, the lowest rank first and of equal ones the leftmost, and counts what is left
/// (Sennrich et al. 2016). Not thread-safe: it keeps its arrays.
/// </summary>
internal sealed class PairMerges(TokenPairs pairs)
{
    // Up to here looking at every pair for the lowest one is faster than a queue of them.
    private const int ShortMax = 96;

    private readonly PriorityQueue<int, ulong> _queue = new();
    private TokenPair[] _pairs = new TokenPair[256];
    private int[] _next = new int[256];
    private int[] _previous = new int[256];

    /// <summary>Tokens that are left of these; the span is written over.</summary>
    public int Count(Span<int> tokens)
    {
        if (tokens.Length < 2) return tokens.Length;

        if (_pairs.Length < tokens.Length) Grow(tokens.Length);
        for (var index = 0; index + 1 < tokens.Length; index++)
            _pairs[index] = pairs.Of(tokens[index], tokens[index + 1]);
        return tokens.Length <= ShortMax ? CountShort(tokens) : CountLong(tokens);
    }

    private int CountShort(Span<int> tokens)
    {
        var ranks = _pairs.AsSpan(0, tokens.Length - 1);
        var count = tokens.Length;
        while (count > 1)
        {
            var best = 0;
            for (var index = 1; index < count - 1; index++)
            {
                if (ranks[index].Rank < ranks[best].Rank) best = index;
            }

            if (ranks[best].Rank == TokenPair.Never) break;

            tokens[best] = ranks[best].Token;
            tokens[(best + 2)..count].CopyTo(tokens[(best + 1)..]);
            ranks[(best + 1)..(count - 1)].CopyTo(ranks[best..]);
            count--;
            if (best > 0) ranks[best - 1] = pairs.Of(tokens[best - 1], tokens[best]);
            if (best < count - 1) ranks[best] = pairs.Of(tokens[best], tokens[best + 1]);
        }

        return count;
    }

    private int CountLong(Span<int> tokens)
    {
        _queue.Clear();
        for (var index = 0; index < tokens.Length; index++)
        {
            _next[index] = index + 1;
            _previous[index] = index - 1;
            if (index + 1 < tokens.Length) Enqueue(index);
        }

        _pairs[tokens.Length - 1] = new TokenPair(TokenPair.Never, 0);
        var count = tokens.Length;
        while (_queue.TryDequeue(out var left, out var priority))
        {
            // What was enqueued for a pair that is no more finds another rank there.
            if (_pairs[left].Rank != (int)(priority >> 32)) continue;

            tokens[left] = _pairs[left].Token;
            var right = _next[left];
            _pairs[right] = new TokenPair(TokenPair.Never, 0);
            _next[left] = _next[right];
            if (_next[left] < tokens.Length) _previous[_next[left]] = left;
            count--;
            Look(tokens, left);
            if (_previous[left] >= 0) Look(tokens, _previous[left]);
        }

        return count;
    }

    private void Look(Span<int> tokens, int left)
    {
        var right = _next[left];
        _pairs[left] = right < tokens.Length
            ? pairs.Of(tokens[left], tokens[right])
            : new TokenPair(TokenPair.Never, 0);
        Enqueue(left);
    }

    private void Enqueue(int left)
    {
        if (_pairs[left].Rank != TokenPair.Never) _queue.Enqueue(left, ((ulong)_pairs[left].Rank << 32) | (uint)left);
    }

    private void Grow(int length)
    {
        length = Math.Max(length, 2 * _pairs.Length);
        _pairs = new TokenPair[length];
        _next = new int[length];
        _previous = new int[length];
    }
}
