using System.Text;

namespace Headroom.Curation.Quality;

/// <summary>
/// Pages that a model learns from, in one language, always the same for a seed: made up, or pieces of texts that people
/// gave. A good page has the menu and the notices that pages have around their text; a bad one has a good sentence now
/// and then.
/// </summary>
internal sealed class QualitySamples
{
    private readonly Draws _draws;
    private readonly SampleKinds _kinds;
    private readonly IReadOnlyList<string> _given;
    private readonly bool _isChinese;
    private readonly StringBuilder _page = new();

    /// <param name="seed">Which pages.</param>
    /// <param name="isChinese">Whether they are Chinese, else English.</param>
    /// <param name="given">Good texts; none for made-up ones alone.</param>
    public QualitySamples(ulong seed, bool isChinese, IReadOnlyList<string> given)
    {
        _draws = new Draws(seed);
        _isChinese = isChinese;
        _given = given;
        _kinds = new SampleKinds(isChinese ? "kinds-zh.txt" : "kinds-en.txt");
    }

    /// <summary>The next page, and whether it is worth training on.</summary>
    public (string Text, bool IsGood) Next()
    {
        _page.Clear();
        var isGood = _draws.In(50);
        if (!isGood)
        {
            if (_draws.In(80)) WriteBad();
            else WriteBroken();
        }
        else if (_given.Count > 0 && _draws.In(35))
        {
            _page.Append(Piece(_draws.Of(_given), 1 + _draws.Next(40)));
        }
        else
        {
            WriteGood();
        }

        return (_page.ToString(), isGood);
    }

    // As many sentences as the square of an even draw: there are more short pages than long ones.
    private int Sentences(int least, int most)
    {
        var root = _draws.Next(1000) / 1000.0;
        return least + (int)((most - least) * root * root);
    }

    private void WriteGood()
    {
        if (_draws.In(25)) Surround(1 + _draws.Next(3));
        var kind = _draws.Of(_kinds.Good);
        for (var left = Sentences(6, 90); left > 0;)
        {
            for (var paragraph = Math.Min(left, 1 + _draws.Next(6)); paragraph > 0; paragraph--, left--)
            {
                var other = _draws.In(15) ? _draws.Of(_kinds.Good) : kind;
                var said = _kinds.Sentence(_draws.In(2) ? _draws.Of(_kinds.Bad) : other, _draws);
                Write(said, other.IsLines || paragraph == 1);
            }
        }

        if (_draws.In(35)) Surround(1 + _draws.Next(4));
    }

    private void WriteBad()
    {
        if (_draws.In(40)) Surround(1 + _draws.Next(5));
        var kind = _draws.Of(_kinds.Bad);
        for (var left = Sentences(2, kind.IsLines ? 60 : 25); left > 0; left--)
        {
            var other = _draws.In(12) ? _draws.Of(_kinds.Bad) : _draws.In(10) ? _draws.Of(_kinds.Good) : kind;
            Write(_kinds.Sentence(other, _draws), other.IsLines || _draws.In(30));
        }

        if (_draws.In(60)) Surround(1 + _draws.Next(6));
    }

    // Good sentences that a program cut, mixed or repeated.
    private void WriteBroken()
    {
        var kind = _draws.Of(_kinds.Good);
        var way = _draws.Next(4);
        var once = _kinds.Sentence(kind, _draws);
        for (var left = Sentences(2, 40); left > 0; left--)
        {
            var words = Words(way == 0 ? once : _kinds.Sentence(kind, _draws));
            if (way == 1) Mix(words);
            var kept = way is 2 or 3 ? Math.Min(words.Length, (_isChinese ? 6 : 3) + _draws.Next(6)) : words.Length;
            var text = string.Join(_isChinese ? "" : " ", words[..kept]);
            Write(way == 2 ? text + "..." : text, way >= 2);
        }
    }

    private string[] Words(string sentence) =>
        _isChinese ? [.. sentence.Select(letter => letter.ToString())] : sentence.Split(' ');

    private void Mix(string[] words)
    {
        for (var index = words.Length - 1; index > 0; index--)
        {
            var other = _draws.Next(index + 1);
            (words[index], words[other]) = (words[other], words[index]);
        }
    }

    private string Piece(string text, int paragraphs)
    {
        var lines = text.Split('\n');
        var first = _draws.Next(Math.Max(1, lines.Length - paragraphs));
        return string.Join('\n', lines.Skip(first).Take(paragraphs));
    }

    private void Surround(int lines)
    {
        for (; lines > 0; lines--) Write(_kinds.Furniture(_draws), endsLine: true);
    }

    private void Write(string sentence, bool endsLine)
    {
        _page.Append(sentence);
        if (endsLine) _page.Append('\n');
        else if (!_isChinese) _page.Append(' ');
    }
}
