using Headroom.Curation.Decontamination;
using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>
/// Cuts out what benchmarks ask, with a window around it, and removes documents that have too much of it: the rule of
/// GPT-3 (Brown et al. 2020, appendix C) as lm-evaluation-harness codes it, positions counted in characters.
/// </summary>
internal sealed class Decontaminate : IDocumentFilter
{
    private readonly Contaminants _contaminants;
    private readonly RollingWords _window;
    private readonly int _margin;
    private readonly int _hitsMax;
    private readonly int _pieceMin;
    private readonly List<(int Start, int End)> _hits = [];
    private byte[] _kept = new byte[64 * 1024];

    public Decontaminate(RuleValues values, Contaminants contaminants)
    {
        _contaminants = contaminants;
        _window = new RollingWords(contaminants.Length);
        _margin = values.Whole("margin");
        _hitsMax = values.Whole("hits-max");
        _pieceMin = values.Whole("piece-min");
    }

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "decontaminate",
        "what stands in the benchmarks of --against too (Brown et al. 2020, appendix C)",
        [
            new RuleKey("ngram", 13, 1, 64, "words that must agree"),
            RuleKey.Count("margin", 200, "characters that go with them on both sides"),
            RuleKey.Count("hits-max", 10, "remove documents in which so many n-grams or more agree"),
            RuleKey.Count("piece-min", 200, "characters of a piece that is left, at least"),
        ],
        (values, context) => new Decontaminate(values, context.Contaminants
            ?? throw new InvalidOperationException("A recipe that decontaminates was given no benchmarks.")));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        if (!FindHits(document.Text)) return Verdict.Remove("too_contaminated");
        if (_hits.Count == 0)
        {
            // A whole document is a piece too.
            return document.Characters < _pieceMin ? Verdict.Remove("short_piece") : Verdict.Keep;
        }

        var length = KeepClean(document);
        if (length == 0) return Verdict.Remove("contaminated");

        document.Replace(_kept.AsSpan(0, length));
        return Verdict.Keep;
    }

    // False when there are too many.
    private bool FindHits(ReadOnlySpan<byte> text)
    {
        _hits.Clear();
        _window.Clear();
        for (var words = new NormalizedWords(text); words.MoveNext();)
        {
            _window.Add(words.Hash, words.Start);
            if (!_window.IsWhole || !_contaminants.Has(_window.Hash)) continue;
            if (_hits.Count >= _hitsMax) return false;
            _hits.Add((_window.Start, words.End));
        }

        return true;
    }

    // The clean pieces, a line feed between two.
    private int KeepClean(Document document)
    {
        var text = document.Text;
        if (_kept.Length < 2 * text.Length) _kept = new byte[2 * text.Length];

        var length = 0;
        var from = 0;
        var end = -1;
        foreach (var hit in _hits)
        {
            var start = Math.Max(0, Utf8.CharactersIn(text[..hit.Start]) - _margin);
            end = Math.Min(document.Characters, Utf8.CharactersIn(text[..hit.End]) - 1 + _margin);
            if (start - from > _pieceMin) Keep(text, from, start, ref length);
            from = end;
        }

        if (end < document.Characters - _pieceMin) Keep(text, end + 1, document.Characters, ref length);
        return length;
    }

    private void Keep(ReadOnlySpan<byte> text, int from, int to, ref int length)
    {
        var start = ByteOf(text, from);
        var piece = text[start..(start + ByteOf(text[start..], to - from))];
        if (length > 0) _kept[length++] = (byte)'\n';
        piece.CopyTo(_kept.AsSpan(length));
        length += piece.Length;
    }

    private static int ByteOf(ReadOnlySpan<byte> text, int characters)
    {
        var index = 0;
        while (characters-- > 0) Utf8.Next(text, ref index);
        return index;
    }
}
