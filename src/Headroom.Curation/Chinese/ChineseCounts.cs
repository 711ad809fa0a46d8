using Headroom.Curation.Text;

namespace Headroom.Curation.Chinese;

/// <summary>What the rules for Chinese count, in one look at a text. Reused for many texts on one thread.</summary>
internal sealed class ChineseCounts
{
    private const string SentenceEnds = "。！？!?\n";
    private const string CodeMarks = "{}();=<>\"";

    // Single characters that prose cannot do without, in both scripts.
    private const string Particles = "的了在和与與将將被把為从從到及或";

    private int _sentenceSales;
    private int _previous;
    private int _asciiRun;
    private bool _isInLatin;
    private bool _hasContact;
    private readonly ContactNumbers _numbers = new();

    /// <summary>Characters that are not white space.</summary>
    public int Characters { get; private set; }

    /// <summary>Han characters.</summary>
    public int Han { get; private set; }

    /// <summary>Letters of ASCII.</summary>
    public int Latin { get; private set; }

    /// <summary>Runs of them.</summary>
    public int LatinWords { get; private set; }

    /// <summary>Punctuation.</summary>
    public int Punctuation { get; private set; }

    /// <summary>Digits.</summary>
    public int Digits { get; private set; }

    /// <summary>Brackets and other marks that code is made of.</summary>
    public int Code { get; private set; }

    /// <summary>Particles.</summary>
    public int ParticleCount { get; private set; }

    /// <summary>Characters in words of those who sell.</summary>
    public int SaleCharacters { get; private set; }

    /// <summary>Characters in entries of menus.</summary>
    public int MenuCharacters { get; private set; }

    /// <summary>Characters in words of gambling, of what is sold for adults, and of forbidden trades.</summary>
    public int SpamCharacters { get; private set; }

    /// <summary>Characters in what pages say that have nothing to show.</summary>
    public int ErrorCharacters { get; private set; }

    /// <summary>Han characters side by side.</summary>
    public int Pairs { get; private set; }

    /// <summary>Those of them that are in no word and no text.</summary>
    public int UnknownPairs { get; private set; }

    /// <summary>Replacement characters, which stand for what could not be read.</summary>
    public int Replacements { get; private set; }

    /// <summary>Sentences that sell and tell how to get in touch.</summary>
    public int Advertisements { get; private set; }

    /// <summary>Longest run of visible ASCII characters.</summary>
    public int LongestAscii { get; private set; }

    /// <summary>Counts a text.</summary>
    public void Count(ReadOnlySpan<byte> text)
    {
        Characters = Han = Punctuation = Digits = Code = ParticleCount = SaleCharacters = MenuCharacters = 0;
        Latin = LatinWords = SpamCharacters = ErrorCharacters = Pairs = UnknownPairs = 0;
        Replacements = Advertisements = LongestAscii = _asciiRun = _previous = 0;
        EndSentence();
        Advertisements = 0;
        var salesEnd = 0;
        var menuEnd = 0;
        var spamEnd = 0;
        var errorEnd = 0;
        for (var index = 0; index < text.Length;)
        {
            var code = Narrow(Utf8.Next(text, ref index));
            CountCharacter(code);
            if (code < 128 && !char.IsAsciiLetterOrDigit((char)code) && code != '\n') continue;

            var after = text[index..];
            if (Characters >= salesEnd && ChinesePhrases.Sales.LengthAt(code, after) is > 0 and var sale)
            {
                salesEnd = Characters + sale;
                SaleCharacters += sale;
                _sentenceSales++;
            }

            if (Characters >= menuEnd && ChinesePhrases.Menus.LengthAt(code, after) is > 0 and var menu)
            {
                menuEnd = Characters + menu;
                MenuCharacters += menu;
            }

            if (Characters >= spamEnd && ChinesePhrases.Spam.LengthAt(code, after) is > 0 and var spam)
            {
                spamEnd = Characters + spam;
                SpamCharacters += spam;
            }

            if (Characters >= errorEnd && ChinesePhrases.Errors.LengthAt(code, after) is > 0 and var error)
            {
                errorEnd = Characters + error;
                ErrorCharacters += error;
            }

            _hasContact |= ChinesePhrases.Contacts.LengthAt(code, after) > 0;
        }

        EndSentence();
    }

    // Full-width letters and digits hide numbers; to people they read the same.
    private static int Narrow(int code) => code is >= 0xFF10 and <= 0xFF5A ? code - 0xFEE0 : code;

    private void CountCharacter(int code)
    {
        if (SentenceEnds.Contains((char)Math.Min(code, 0xFFFF), StringComparison.Ordinal)) EndSentence();
        CountRuns(code);
        _numbers.Next(code);
        var kinds = Text.Characters.Of(code);
        if ((kinds & CharacterKinds.Han) == 0) _previous = 0;
        if ((kinds & CharacterKinds.Space) != 0) return;

        Characters++;
        if ((kinds & CharacterKinds.Han) != 0)
        {
            Han++;
            if (_previous != 0)
            {
                Pairs++;
                if (!HanPairs.IsKnown(_previous, code)) UnknownPairs++;
            }

            _previous = code;
            if (Particles.Contains((char)Math.Min(code, 0xFFFF), StringComparison.Ordinal)) ParticleCount++;
        }

        if ((kinds & CharacterKinds.Punctuation) != 0) Punctuation++;
        if ((kinds & CharacterKinds.Digit) != 0) Digits++;
        if (code < 128 && CodeMarks.Contains((char)code, StringComparison.Ordinal)) Code++;
        if (code == 0xFFFD) Replacements++;
    }

    private void CountRuns(int code)
    {
        var isLatin = code < 128 && char.IsAsciiLetter((char)code);
        if (isLatin) Latin++;
        if (isLatin && !_isInLatin) LatinWords++;
        _isInLatin = isLatin;
        _asciiRun = code is > 32 and < 127 ? _asciiRun + 1 : 0;
        LongestAscii = Math.Max(LongestAscii, _asciiRun);
    }

    private void EndSentence()
    {
        _numbers.End();
        var sellsTo = _numbers.HasTelephone || (_hasContact && _numbers.HasAccount);
        if (_sentenceSales >= (sellsTo ? 1 : 2) && (sellsTo || _hasContact)) Advertisements++;
        _numbers.Clear();
        _hasContact = false;
        _sentenceSales = 0;
    }
}
