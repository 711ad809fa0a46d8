using Headroom.Curation.Text;

namespace Headroom.Curation.Tokens;

/// <summary>
/// Counts the tokens of texts, without those that a model puts around a text. Not thread-safe: give each thread one.
/// </summary>
public sealed class TokenCounter
{
    private readonly Tokenizer _tokenizer;
    private readonly PairMerges _merges;
    private readonly ComposedText _composed = new();
    private readonly PieceCache _cache = new();
    private readonly List<int> _ends = [];
    private readonly int[] _byteTokens;
    private int[] _tokens = new int[256];
    private byte[] _marked = [];

    /// <summary>A counter for one tokenizer.</summary>
    public TokenCounter(Tokenizer tokenizer)
    {
        _tokenizer = tokenizer;
        _merges = new PairMerges(tokenizer.Pairs);
        _byteTokens = [.. Enumerable.Range(0, 256).Select(one => tokenizer.Vocabulary.Find([(byte)one]))];
    }

    /// <summary>How many tokens a text has.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public long Count(ReadOnlySpan<byte> text)
    {
        var count = 0L;
        for (var start = 0; start < text.Length;)
        {
            var added = _tokenizer.Added.Find(text, start, out var end);
            if (added > start) count += CountPart(text[start..added], start == 0);
            if (end > added) count++;
            start = end;
        }

        return count;
    }

    // What stands between added tokens.
    private long CountPart(ReadOnlySpan<byte> part, bool isFirst)
    {
        if (_tokenizer.ComposesTexts) part = _composed.Of(part);
        if (!_tokenizer.Marks.Leaves(isFirst))
        {
            var room = SpaceMarks.LengthMax(part.Length);
            if (_marked.Length < room) _marked = new byte[Math.Max(room, 2 * _marked.Length)];
            part = _marked.AsSpan(0, _tokenizer.Marks.Write(part, isFirst, _marked));
        }

        _ends.Clear();
        _tokenizer.Cutter.Cut(part, _ends);
        var count = 0L;
        var start = 0;
        foreach (var end in _ends)
        {
            count += CountPiece(part[start..end]);
            start = end;
        }

        return count;
    }

    private int CountPiece(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > PieceCache.LengthMax) return CountUnseen(piece);
        if (_cache.Find(piece, out var key, out var count)) return count;

        count = CountUnseen(piece);
        _cache.Keep(key, count);
        return count;
    }

    private int CountUnseen(ReadOnlySpan<byte> piece)
    {
        if (_tokenizer.TakesWholePieces && _tokenizer.Vocabulary.Find(piece) >= 0) return 1;
        if (_tokens.Length < piece.Length) _tokens = new int[Math.Max(piece.Length, 2 * _tokens.Length)];

        var length = piece.Length;
        if (_tokenizer.Characters is { } characters)
        {
            length = characters.Write(piece, _tokens);
        }
        else
        {
            for (var index = 0; index < piece.Length; index++) _tokens[index] = _byteTokens[piece[index]];
        }

        return _merges.Count(_tokens.AsSpan(0, length));
    }
}
