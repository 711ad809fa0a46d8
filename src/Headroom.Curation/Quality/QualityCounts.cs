using System.Runtime.InteropServices;
using Headroom.Curation.Text;

namespace Headroom.Curation.Quality;

/// <summary>What the features of quality are made of, counted in one pass over a text.</summary>
internal sealed class QualityCounts
{
    // Variety and the favourite word are those of the start, or long texts would look dull.
    private const int VarietyWords = 400;
    private const int WordsOfWrappedLine = 7;
    private const int HanOfWrappedLine = 30;

    private readonly QualityWords _words = QualityWords.Shipped;
    private readonly Dictionary<ulong, int> _times = [];
    private readonly HashSet<ulong> _lines = [];
    private ulong _word;
    private ulong _before;
    private int _letters;
    private int _upper;
    private int _digitRun;
    private int _wordsOfSentence;
    private int _wordsOfLine;
    private int _charactersOfLine;
    private bool _hasMark;
    private ulong _line;
    private int _timesOfAll;
    private bool _isOpen;
    private bool _isChinese;
    private int _charactersBefore;

    public int Words { get; private set; }

    public int WordCharacters { get; private set; }

    public int Characters { get; private set; }

    public int Lines { get; private set; }

    public int ShortLines { get; private set; }

    public int RepeatedLines { get; private set; }

    public int SentenceLineCharacters { get; private set; }

    public int Sentences { get; private set; }

    public int SentenceWords { get; private set; }

    public int Digits { get; private set; }

    /// <summary>Runs of seven digits or more: telephones and accounts.</summary>
    public int LongNumbers { get; private set; }

    /// <summary>Words inside sentences that begin with a capital.</summary>
    public int Capitals { get; private set; }

    public int AllCapitals { get; private set; }

    public int Exclamations { get; private set; }

    public int Questions { get; private set; }

    public int Commas { get; private set; }

    public int Ornaments { get; private set; }

    public int Ellipses { get; private set; }

    public int Money { get; private set; }

    /// <summary>Different words, or pairs of Han characters, among the first 400.</summary>
    public double Variety => _timesOfAll == 0 ? 0 : (double)_times.Count / _timesOfAll;

    /// <summary>Share of the most frequent of them that is of no group.</summary>
    public double FavouriteShare => _timesOfAll == 0 ? 0 : (double)_times.Values.Max() / Math.Max(50, _timesOfAll);

    /// <summary>Words of each group.</summary>
    public int[] Groups { get; } = new int[QualityWords.Shipped.Names.Count];

    /// <summary>Counts a text; of Chinese ones Han characters are the words.</summary>
    public void Count(ReadOnlySpan<byte> text, bool isChinese)
    {
        Clear();
        _isChinese = isChinese;
        var phraseEnd = 0;
        for (var index = 0; index < text.Length;)
        {
            var code = Utf8.Next(text, ref index);
            var kinds = Text.Characters.Of(code);
            if (_isOpen) Continue(kinds);
            if (isChinese && (kinds & CharacterKinds.Han) != 0)
            {
                EndWord();
                CountHan(code);
                if (Words > phraseEnd && _words.GroupAt(code, text[index..]) is { Group: >= 0 } found)
                {
                    Groups[found.Group]++;
                    phraseEnd = Words + found.Length - 1;
                }
            }
            else if ((kinds & CharacterKinds.Letter) != 0 || (code is '\'' or 0x2019 && _letters > 0))
            {
                CountLetter(code, kinds);
            }
            else
            {
                EndWord();
                CountMark(code, kinds, index < text.Length ? text[index] : (byte)'\n');
            }
        }

        EndWord();
        EndLine();
    }

    private void Clear()
    {
        Words = WordCharacters = Characters = Lines = ShortLines = RepeatedLines = SentenceLineCharacters = 0;
        Sentences = SentenceWords = Digits = LongNumbers = Capitals = AllCapitals = Exclamations = Questions = 0;
        Commas = Ornaments = Ellipses = Money = _letters = _upper = _digitRun = _timesOfAll = 0;
        _word = _before = 0;
        _wordsOfSentence = 0;
        BeginLine();
        _times.Clear();
        _lines.Clear();
        Array.Clear(Groups);
        _isOpen = false;
    }

    private void BeginLine()
    {
        _wordsOfLine = _charactersOfLine = 0;
        _hasMark = false;
        _line = 0;
    }

    private void CountHan(int code)
    {
        var hash = QualityWords.Add(0, code);
        if (_before != 0) Note(QualityWords.Join(_before, hash));
        _before = hash;
        _hasMark = false;
        AddWord(hash, 1);
    }

    private void CountLetter(int code, CharacterKinds kinds)
    {
        if (_letters == 0) EndNumber();
        if (code == 0x2019) code = '\'';
        if ((kinds & CharacterKinds.Upper) != 0)
        {
            if (_letters == _upper) _upper++;
            code = char.ToLowerInvariant((char)Math.Min(code, 0xFFFF));
        }

        _word = QualityWords.Add(_word, code);
        _letters++;
        _hasMark = false;
    }

    private void EndWord()
    {
        if (_letters == 0) return;

        var isFirst = _wordsOfSentence == 0;
        if (_upper > 1 && _upper == _letters) AllCapitals++;
        else if (_upper > 0 && !isFirst && _letters > 1) Capitals++;
        var group = _words.GroupOf(_word);
        if (_before != 0 && _words.GroupOf(QualityWords.Join(_before, _word)) is >= 0 and var pair) Groups[pair]++;
        if (group >= 0) Groups[group]++;
        if (group != 0) Note(_word);
        _before = _word;
        AddWord(_word, _letters);
        _word = 0;
        _letters = _upper = 0;
    }

    private void AddWord(ulong hash, int characters)
    {
        Words++;
        WordCharacters += characters;
        Characters += characters;
        _wordsOfSentence++;
        _wordsOfLine++;
        _charactersOfLine += characters;
        _line = QualityWords.Join(_line, hash);
    }

    private void Note(ulong hash)
    {
        if (_timesOfAll >= VarietyWords) return;

        _timesOfAll++;
        CollectionsMarshal.GetValueRefOrAddDefault(_times, hash, out _)++;
    }

    private void CountMark(int code, CharacterKinds kinds, byte next)
    {
        if ((kinds & CharacterKinds.Digit) != 0)
        {
            Digits++;
            Characters++;
            _digitRun++;
            _hasMark = false;
            return;
        }

        EndNumber();
        if (code == '\n')
        {
            // An empty line parts paragraphs, whatever stands around it.
            if (_charactersOfLine == 0) _isOpen = false;
            EndLine();
            return;
        }

        if ((kinds & CharacterKinds.Space) != 0) return;

        Characters++;
        _charactersOfLine++;
        _before = 0;
        switch (code)
        {
            case '.' or '!' or '?' or ';' when next is > (byte)' ' and < 128 and not (byte)'"' and not (byte)'\'' and not (byte)')':
                break;
            case '.' or '。' or ';' or '；':
                EndSentence();
                break;
            case '!' or '！':
                Exclamations++;
                EndSentence();
                break;
            case '?' or '？':
                Questions++;
                EndSentence();
                break;
            case ',' or '，' or '、':
                Commas++;
                break;
            case '…':
                Ellipses++;
                break;
            case '$' or '€' or '£' or '¥' or '￥' or '%' or '元':
                Money++;
                break;
            default:
                if (QualityFeatures.IsOrnament(code)) Ornaments++;
                break;
        }
    }

    private void EndNumber()
    {
        if (_digitRun >= 7) LongNumbers++;
        _digitRun = 0;
    }

    private void EndSentence()
    {
        _hasMark = true;
        if (_wordsOfSentence == 0)
        {
            Ellipses++;
            return;
        }

        Sentences++;
        SentenceWords += _wordsOfSentence;
        _wordsOfSentence = 0;
    }

    private void EndLine()
    {
        EndNumber();
        _before = 0;
        if (_charactersOfLine > 0)
        {
            Lines++;
            if (_wordsOfLine < 9) ShortLines++;
            else if (_hasMark) SentenceLineCharacters += _charactersOfLine;
            if (!_lines.Add(_line)) RepeatedLines++;
        }

        _charactersBefore = _charactersOfLine;
        _isOpen = !_hasMark && _wordsOfLine >= (_isChinese ? HanOfWrappedLine : WordsOfWrappedLine);
        if (!_isOpen) _wordsOfSentence = 0;
        BeginLine();
    }

    // Mails and manuals break their lines inside sentences: what goes on with a small letter is no new line.
    private void Continue(CharacterKinds kinds)
    {
        if ((kinds & CharacterKinds.Space) != 0 && _charactersOfLine == 0) return;

        _isOpen = false;
        if ((kinds & (_isChinese ? CharacterKinds.Han : CharacterKinds.Lower)) != 0)
        {
            Lines--;
            SentenceLineCharacters += _charactersBefore;
        }
        else
        {
            _wordsOfSentence = 0;
        }
    }
}
