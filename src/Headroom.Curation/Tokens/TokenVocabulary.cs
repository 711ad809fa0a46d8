using System.Numerics;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tokens;

/// <summary>The tokens of a vocabulary by their bytes. Tokens are numbers from 0 up to <see cref="TokensMax"/>.</summary>
internal sealed class TokenVocabulary
{
    /// <summary>Most tokens of a vocabulary; the largest that is published has 262,144.</summary>
    public const int TokensMax = 1 << 21;

    private readonly byte[][] _tokens;
    private readonly int[] _slots;
    private readonly int _mask;

    /// <summary>A vocabulary of tokens by their numbers; a number without a token is null.</summary>
    public TokenVocabulary(byte[]?[] tokens)
    {
        _tokens = [.. tokens.Select(token => token ?? [])];
        _mask = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * tokens.Length)) - 1;
        _slots = new int[_mask + 1];
        for (var token = 0; token < _tokens.Length; token++)
        {
            if (_tokens[token].Length == 0) continue;
            Count++;
            LengthMax = Math.Max(LengthMax, _tokens[token].Length);
            var slot = (int)ByteHash.Of(_tokens[token]) & _mask;
            while (_slots[slot] != 0) slot = (slot + 1) & _mask;
            _slots[slot] = token + 1;
        }
    }

    /// <summary>How many tokens it has.</summary>
    public int Count { get; }

    /// <summary>Bytes of its longest token.</summary>
    public int LengthMax { get; }

    /// <summary>Numbers of tokens end before it.</summary>
    public int End => _tokens.Length;

    /// <summary>Bytes of a token; empty when the number has none.</summary>
    public ReadOnlySpan<byte> BytesOf(int token) => _tokens[token];

    /// <summary>The token with these bytes, or -1.</summary>
    public int Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LengthMax) return -1;

        for (var slot = (int)ByteHash.Of(bytes) & _mask; _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            if (bytes.SequenceEqual(_tokens[_slots[slot] - 1])) return _slots[slot] - 1;
        }

        return -1;
    }

    /// <summary>
    /// The merges of a vocabulary without a list of them: two tokens become what they spell together, and the number is
    /// the rank. One pair a token is enough: whatever stands around it, its bytes are merged as they are by themselves,
    /// so that its two last parts are always the same.
    /// </summary>
    public TokenPairs PairsBySpelling()
    {
        var pairs = new TokenPairs(_tokens.Length);
        var ends = new List<int>();
        for (var token = 0; token < _tokens.Length; token++)
        {
            ReadOnlySpan<byte> bytes = _tokens[token];
            if (bytes.Length < 2 || !MergeToTwo(bytes, ends)) continue;

            var left = Find(bytes[..ends[0]]);
            var right = Find(bytes[ends[0]..]);
            if (left >= 0 && right >= 0) pairs.Add(left, right, new TokenPair(token, token));
        }

        return pairs;
    }

    // Merges bytes by spelling until two parts are left; false when no merge leads there. Ends are those of the parts.
    private bool MergeToTwo(ReadOnlySpan<byte> bytes, List<int> ends)
    {
        ends.Clear();
        for (var end = 1; end <= bytes.Length; end++) ends.Add(end);
        while (ends.Count > 2)
        {
            var best = -1;
            var lowest = int.MaxValue;
            var start = 0;
            for (var part = 0; part + 1 < ends.Count; part++)
            {
                var rank = Find(bytes[start..ends[part + 1]]);
                if (rank >= 0 && rank < lowest) (best, lowest) = (part, rank);
                start = ends[part];
            }

            if (best < 0) return false;
            ends.RemoveAt(best);
        }

        return true;
    }
}
