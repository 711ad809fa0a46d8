using System.Buffers;
using System.Globalization;
using System.Text;

namespace Headroom.Tagging.Tokens;

/// <summary>
/// Words cut into the longest pieces of a vocabulary, first to last (WordPiece: Schuster and Nakajima 2012; as BERT has
/// it: Devlin and others 2018): every sign and every Chinese character is a word of its own.
/// </summary>
/// <param name="vocabulary">Its pieces.</param>
/// <param name="unknown">Number of a word that cannot be cut.</param>
/// <param name="isSmall">Whether letters are made small.</param>
/// <param name="isBare">Whether letters lose their accents; of Latin ones up to U+017F.</param>
/// <param name="lettersMax">Longest word that is cut, in letters.</param>
internal sealed class WordPieces(Vocabulary vocabulary, int unknown, bool isSmall, bool isBare, int lettersMax)
    : IWordTokens
{
    // U+00C0 to U+017F without their accents; '.' where the letter has none to lose.
    private const string Bare =
        "AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.yAaAaAaCcCcCcCcDd..EeEeEeEeEeGgGgGgGgHh.."
        + "IiIiIiIiI...JjKk.LlLlLl....NnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUuWwYyYZzZzZz.";

    private readonly StringBuilder _word = new();

    // Where each letter of the word begins in the text, and where the word ends.
    private readonly List<int> _places = [];
    private char[] _letters = new char[64];

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> text, int at, List<TextToken> tokens)
    {
        _word.Clear();
        _places.Clear();
        var (start, letters) = (at, 0);
        while (at < text.Length)
        {
            var status = Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
            var kind = status == OperationStatus.Done ? KindOf(rune) : Kind.Nothing;
            if (kind is Kind.Blank or Kind.Alone && letters > 0) break;
            at += length;
            if (kind == Kind.Blank || kind == Kind.Nothing) continue;
            if (isBare && Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark) continue;
            if (letters == 0) start = at - length;
            letters++;
            if (letters <= lettersMax) Add(rune, at - length);
            if (kind == Kind.Alone) break;
        }

        if (letters == 0) return at;
        if (letters > lettersMax || !TryCut(at, tokens)) tokens.Add(new TextToken(unknown, start, at, IsFirst: true));
        return at;
    }

    private void Add(Rune rune, int place)
    {
        if (isSmall) rune = Rune.ToLowerInvariant(rune);
        if (isBare && rune.Value is >= 0xC0 and < 0x180 && Bare[rune.Value - 0xC0] is not '.' and var bare)
            rune = new Rune(bare);
        var before = _word.Length;
        _word.Append(rune.ToString());
        for (var letter = before; letter < _word.Length; letter++) _places.Add(place);
    }

    private bool TryCut(int end, List<TextToken> tokens)
    {
        if (_letters.Length < _word.Length) _letters = new char[2 * _word.Length];
        _word.CopyTo(0, _letters, _word.Length);
        var word = _letters.AsSpan(0, _word.Length);
        var count = tokens.Count;
        for (var from = 0; from < word.Length;)
        {
            var (to, number) = (word.Length, -1);
            while (to > from && (number = vocabulary.Find(word[from..to], from == 0)) < 0) to--;
            if (number < 0)
            {
                tokens.RemoveRange(count, tokens.Count - count);
                return false;
            }

            tokens.Add(new TextToken(number, _places[from], to < word.Length ? _places[to] : end, from == 0));
            from = to;
        }

        return true;
    }

    private static Kind KindOf(Rune rune)
    {
        var code = rune.Value;
        if (Rune.IsWhiteSpace(rune)) return Kind.Blank;
        if (code is 0 or 0xFFFD) return Kind.Nothing;
        if (IsHan(code)) return Kind.Alone;

        // BERT counts all signs of ASCII as punctuation, "$" and "^" as well.
        if (code is >= 33 and <= 47 or >= 58 and <= 64 or >= 91 and <= 96 or >= 123 and <= 126) return Kind.Alone;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
                or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
                or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation => Kind.Alone,
            UnicodeCategory.Control or UnicodeCategory.Format => Kind.Nothing,
            _ => Kind.Letter,
        };
    }

    private static bool IsHan(int code) => code is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF
        or >= 0x20000 and <= 0x2A6DF or >= 0x2A700 and <= 0x2CEAF or >= 0xF900 and <= 0xFAFF
        or >= 0x2F800 and <= 0x2FA1F;

    private enum Kind : byte
    {
        Letter,
        Alone,
        Blank,
        Nothing,
    }
}
