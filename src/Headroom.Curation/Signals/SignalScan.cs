using System.Runtime.CompilerServices;
using Headroom.Curation.Text;

namespace Headroom.Curation.Signals;

/// <summary>
/// The quality signals of RedPajama-V2 (Weber et al. 2024, appendix; github.com/togethercomputer/RedPajama-Data at
/// 6d2cee9) that need nothing but the text, all from one walk over it. An instance serves one thread.
/// </summary>
/// <remarks>A hot path: it is held against the recorded answers of the published code and against a plain form of
/// itself in the tests.</remarks>
internal sealed class SignalScan
{
    private readonly double[] _values = new double[SignalNames.Documents.Count];
    private readonly WordList _words = new();
    private readonly NGramLevels _levels = new();
    private readonly NormalizedWord _word = new();
    private readonly RawTokens _tokens = new();
    private readonly LineScan _lines = new();
    private int _sentences;
    private bool _isInSentence;
    private int _lorem;
    private bool _endedInLorem;
    private long _wordCharacters;

    /// <summary>Code points of the text.</summary>
    public int Characters { get; private set; }

    /// <summary>The lines with their signals.</summary>
    public IReadOnlyList<LineSignals> Lines => _lines.Lines;

    /// <summary>A signal; not a number where the text has nothing that it could be a share of.</summary>
    public double this[DocumentSignal signal] => _values[(int)signal];

    /// <summary>Reads a text.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public void Read(ReadOnlySpan<byte> text)
    {
        Clear(text.Length);
        Walk(text);
        Set(DocumentSignal.Sentences, _sentences);
        SetWords();
        SetTokens(text);
        SetGrams();
    }

    private void Clear(int bytes)
    {
        _words.Clear(bytes);
        _word.Clear();
        _tokens.Clear();
        _lines.Clear();
        _sentences = 0;
        _isInSentence = false;
        _lorem = 0;
        _endedInLorem = false;
        _wordCharacters = 0;
        Characters = 0;
    }

    private void Walk(ReadOnlySpan<byte> text)
    {
        var characters = 0;
        for (var index = 0; index < text.Length;)
        {
            var at = index;

            // Most of most texts are runs of small letters.
            while (index < text.Length && (uint)(text[index] - 'a') < 26u) index++;
            if (index > at)
            {
                characters += index - at;
                if (!_isInSentence) BeginSentence();
                _tokens.Add(text, at, SignalClass.Word | SignalClass.NotCapital | SignalClass.AsciiLetter);
                _word.AddPlain(text, at, index, index - at);
                continue;
            }

            var code = Utf8.Next(text, ref index);
            characters++;
            Step(text, at, index, code, characters);
        }

        Characters = characters;
        EndWord(text);
        _tokens.Finish(text);
        _lines.End(text, text.Length, characters);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step(ReadOnlySpan<byte> text, int at, int next, int code, int characters)
    {
        var classes = SignalClasses.Of(code);
        _tokens.Add(text, at, classes);
        if ((classes & SignalClass.Space) != 0)
        {
            EndWord(text);
            if (code == '\n') _lines.End(text, next, characters);
            return;
        }

        if ((classes & SignalClass.Upper) != 0) _lines.Capitals++;
        if ((classes & SignalClass.Numeric) != 0) _lines.Numbers++;
        if ((classes & SignalClass.Word) != 0)
        {
            if (!_isInSentence) BeginSentence();
        }
        else if (code is '.' or '!' or '?')
        {
            _isInSentence = false;
        }

        if ((classes & SignalClass.Changed) != 0) _word.AddChanged(text, code);
        else if ((classes & SignalClass.Dropped) == 0) _word.AddPlain(text, at, next, 1);
    }

    private void BeginSentence()
    {
        _sentences++;
        _isInSentence = true;
    }

    private void EndWord(ReadOnlySpan<byte> text)
    {
        if (_word.Characters == 0) return;

        _word.Finish();
        var word = _word.In(text);
        _words.Add(word, _word.Characters, CharacterKinds.None);
        _lines.AddWord(word, _word.Characters);
        _wordCharacters += _word.Characters;
        if (_endedInLorem && word.StartsWith("ipsum"u8)) _lorem++;
        _endedInLorem = word.EndsWith("lorem"u8);
        _word.Clear();
    }

    private void SetWords()
    {
        double count = _words.Count;
        Set(DocumentSignal.Words, count);
        Set(DocumentSignal.WordLength, _wordCharacters / count);
        Set(DocumentSignal.UniqueWords, _words.Distinct / count);
        Set(DocumentSignal.LoremIpsum, count == 0 ? 0 : _lorem / (_wordCharacters + count - 1));
        var entropy = 0.0;
        foreach (var times in _words.Counts) entropy -= times / count * Math.Log(times / count);
        Set(DocumentSignal.Entropy, count == 0 ? double.NaN : entropy);
    }

    private void SetTokens(ReadOnlySpan<byte> text)
    {
        double tokens = _tokens.Count;
        double lines = Lines.Count;
        var symbols = text.Count((byte)'#') + text.Count("..."u8) + text.Count("…"u8);
        Set(DocumentSignal.SymbolsPerWord, symbols / tokens);
        Set(DocumentSignal.NoLetterWords, 1 - _tokens.WithLetter / tokens);
        Set(DocumentSignal.CapitalWords, _tokens.Capitals / tokens);
        Set(DocumentSignal.StopWords, _words.Count == 0 ? 0 : _tokens.StopWords / tokens);
        Set(DocumentSignal.EllipsisLines, _lines.EllipsisLines / lines);
        Set(DocumentSignal.CurlyBrackets,
            Characters == 0 ? 0 : (text.Count((byte)'{') + text.Count((byte)'}')) / (double)Characters);
    }

    private void SetGrams()
    {
        double characters = Math.Max(1, _wordCharacters);
        _levels.Begin(_words);
        for (var signal = DocumentSignal.Top2Gram; signal <= DocumentSignal.Top4Gram; signal++)
        {
            _levels.Lengthen(_words);
            Set(signal, _levels.TopWordCharacters() / characters);
        }

        for (var signal = DocumentSignal.Repeated5Grams; signal <= DocumentSignal.Repeated10Grams; signal++)
        {
            _levels.Lengthen(_words);
            Set(signal, _levels.CoveredCharacters() / characters);
        }
    }

    // As the published code does, so that what is compared with a limit is what is written down.
    private void Set(DocumentSignal signal, double value) => _values[(int)signal] = Math.Round(value, 8);
}
