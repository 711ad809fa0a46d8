using Headroom.Curation.Text;

namespace Headroom.Curation.Chinese;

/// <summary>What the rules for Chinese count, in one look at a text. Reused for many texts on one thread.</summary>
internal sealed class ChineseCounts
{
    private const string SentenceEnds = "。！？!?\n";
    private const string CodeMarks = "{}();=<>\"";

    // Single characters that prose cannot do without, in both scripts.
    private const string Particles = "的了在和与與将將被把為从從到及或";

    private const int PhoneDigits = 11;

    private int _sentenceSales;
    private int _digitRun;
    private int _digitStart;
    private int _asciiRun;
    private bool _hasContact;

    /// <summary>Characters that are not white space.</summary>
    public int Characters { get; private set; }

    /// <summary>Han characters.</summary>
    public int Han { get; private set; }

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
        Replacements = Advertisements = LongestAscii = _asciiRun = _digitRun = 0;
        EndSentence();
        Advertisements = 0;
        var salesEnd = 0;
        var menuEnd = 0;
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
        var kinds = Text.Characters.Of(code);
        if ((kinds & CharacterKinds.Space) != 0) return;

        Characters++;
        if ((kinds & CharacterKinds.Han) != 0)
        {
            Han++;
            if (Particles.Contains((char)Math.Min(code, 0xFFFF), StringComparison.Ordinal)) ParticleCount++;
        }

        if ((kinds & CharacterKinds.Punctuation) != 0) Punctuation++;
        if ((kinds & CharacterKinds.Digit) != 0) Digits++;
        if (code < 128 && CodeMarks.Contains((char)code, StringComparison.Ordinal)) Code++;
        if (code == 0xFFFD) Replacements++;
    }

    private void CountRuns(int code)
    {
        _asciiRun = code is > 32 and < 127 ? _asciiRun + 1 : 0;
        LongestAscii = Math.Max(LongestAscii, _asciiRun);
        if (code is >= '0' and <= '9')
        {
            _digitStart = _digitRun switch { 0 => code, 1 => _digitStart * 256 + code, _ => _digitStart };
            _digitRun++;
            return;
        }

        // A mobile number: eleven digits from 13 to 19.
        if (_digitRun == PhoneDigits && _digitStart is >= '1' * 256 + '3' and <= '1' * 256 + '9') _hasContact = true;
        _digitRun = 0;
    }

    private void EndSentence()
    {
        if (_hasContact && _sentenceSales >= 2) Advertisements++;
        _hasContact = false;
        _sentenceSales = 0;
    }
}
