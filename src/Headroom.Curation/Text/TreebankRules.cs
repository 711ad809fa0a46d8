namespace Headroom.Curation.Text;

/// <summary>
/// The rules of NLTK's word tokenizer for one piece between white space, one after the other as they stand there: each
/// writes spaces around what it parts, and quotation marks become `` or ''. Slow and exact; few pieces come here.
/// </summary>
internal sealed class TreebankRules
{
    // How many clitics stand before the longer ones, which are looked for after them.
    private const int ShortClitics = 7;

    private static readonly byte[][] Clitics =
    [
        .. new[] { "'s", "'S", "'m", "'M", "'d", "'D", "'", "'ll", "'LL", "'re", "'RE", "'ve", "'VE", "n't", "N'T" }
            .Select(clitic => System.Text.Encoding.ASCII.GetBytes(clitic)),
    ];

    private byte[] _text = new byte[256];
    private byte[] _next = new byte[256];
    private int _length;
    private int _nextLength;

    /// <summary>Whether a text beyond ASCII holds a quotation mark or white space that parts words.</summary>
    public static bool HasSpecial(ReadOnlySpan<byte> text)
    {
        for (var index = 0; index < text.Length;)
        {
            var code = Utf8.Next(text, ref index);
            if (code >= 128 && (IsQuote(code) || Utf8.IsSpace(code))) return true;
        }

        return false;
    }

    /// <summary>Adds the words of the piece.</summary>
    public void Break(in Piece piece, WordList words)
    {
        _nextLength = 0;
        Write(piece.Bytes);
        Turn();
        StartingQuotes(piece.Start == 0, piece.Start > 0 && piece.Sentence[piece.Start - 1] == ' ');
        if (piece.HasFinalStop) PartFinalStop(piece.End - piece.FinalStop);
        var isLast = piece.End == piece.Sentence.Length;
        Colons(isLast);
        Runs((byte)'.', leastRun: 2);
        Part(";@#$%&"u8);
        Part("?!"u8);
        if (piece.End < piece.Sentence.Length && piece.Sentence[piece.End] == ' ') TrailingApostrophe();
        Part("*"u8);
        Part("[](){}<>"u8);
        Pairs("--"u8, " -- "u8);
        QuotesBeyond("»”’");
        Pairs("''"u8, " '' "u8);
        Pairs("\""u8, " '' "u8);
        CutClitics(isSpaced: isLast || piece.Sentence[piece.End] == ' ');
        CutContractions();
        AddWords(words);
    }

    private static bool IsQuote(int code) => code is '«' or '»' or '“' or '”' or '‘' or '’' or '„';

    // Only closing marks stand behind it, and those are untouched so far.
    private void PartFinalStop(int fromEnd)
    {
        Write(_text.AsSpan(0, _length - fromEnd));
        Write(" . "u8);
        Write(_text.AsSpan(_length - fromEnd + 1, fromEnd - 1));
        Turn();
    }

    private void StartingQuotes(bool isFirst, bool beforeSpace)
    {
        QuotesBeyond("«“‘„");
        Runs((byte)'`', leastRun: 1);
        if (isFirst && _length > 0 && _text[0] == '"')
        {
            Write("``"u8);
            Write(_text.AsSpan(1, _length - 1));
            Turn();
        }

        Pairs("``"u8, " `` "u8);
        OpeningQuotes(beforeSpace);
        LoneLetters();
    }

    // A quotation mark behind a space or an opening bracket opens.
    private void OpeningQuotes(bool beforeSpace)
    {
        for (var index = 0; index < _length;)
        {
            var before = index > 0 ? _text[index - 1] : beforeSpace ? (byte)' ' : (byte)0;
            var length = _text[index] == '"' ? 1 : At(index, "''"u8) ? 2 : 0;
            if (length > 0 && " ([{<"u8.Contains(before))
            {
                Write(" `` "u8);
                index += length;
            }
            else
            {
                Write(_text[index++]);
            }
        }

        Turn();
    }

    // An apostrophe before a word of one character that is no clitic stands alone.
    private void LoneLetters()
    {
        for (var index = 0; index < _length; index++)
        {
            Write(_text[index]);
            if (_text[index] != '\'' || index + 1 >= _length) continue;

            var next = index + 1;
            var text = _text.AsSpan(0, _length);
            var code = Utf8.Next(text, ref next);
            if (!Characters.IsWord(code) || (code < 128 && "mtsdn"u8.Contains((byte)(code | 0x20)))) continue;
            if (next < _length && Characters.IsWord(Utf8.Next(text, ref next))) continue;
            Write((byte)' ');
        }

        Turn();
    }

    private void Colons(bool isLast)
    {
        for (var index = 0; index < _length; index++)
        {
            var mark = _text[index];
            if (mark is not ((byte)':' or (byte)',') || (index + 1 < _length && IsDigitAt(index + 1)))
            {
                Write(mark);
                continue;
            }

            // What follows is taken with the mark: of two in a row only the first is looked at.
            Write((byte)' ');
            Write(mark);
            Write((byte)' ');
            if (index + 1 == _length) break;
            if (!(isLast && index + 2 == _length)) Write(_text[++index]);
            else WriteLastOfTwo(ref index);
        }

        Turn();
    }

    private void WriteLastOfTwo(ref int index)
    {
        var second = _text[++index];
        if (second is (byte)':' or (byte)',')
        {
            Write((byte)' ');
            Write(second);
            Write((byte)' ');
        }
        else
        {
            Write(second);
        }
    }

    private void TrailingApostrophe()
    {
        if (_length < 2 || _text[_length - 1] != '\'' || _text[_length - 2] == '\'') return;

        Write(_text.AsSpan(0, _length - 1));
        Write(" ' "u8);
        Turn();
    }

    // A rule looks for a clitic before a space: at the end of the piece, and before each space inside it.
    private void CutClitics(bool isSpaced)
    {
        if (!_text.AsSpan(0, _length).Contains((byte)'\'')) return;

        Write(_text.AsSpan(0, _length));
        if (isSpaced) Write((byte)' ');
        Turn();
        CutClitics(from: 0, to: ShortClitics);
        CutClitics(from: ShortClitics, to: Clitics.Length);
    }

    private void CutClitics(int from, int to)
    {
        for (var index = 0; index < _length;)
        {
            var length = CliticAt(index, from, to);
            if (length > 0)
            {
                Write((byte)' ');
                Write(_text.AsSpan(index, length));
                Write("  "u8);
                // The space is taken with the clitic.
                index += length + 1;
            }
            else
            {
                Write(_text[index++]);
            }
        }

        Turn();
    }

    private int CliticAt(int index, int from, int to)
    {
        if (index == 0 || _text[index - 1] is (byte)'\'' or (byte)' ') return 0;
        for (var which = from; which < to; which++)
        {
            var clitic = Clitics[which];
            var end = index + clitic.Length;
            if (end < _length && _text[end] == ' ' && At(index, clitic)) return clitic.Length;
        }

        return 0;
    }

    private void CutContractions()
    {
        for (var index = 0; index < _length;)
        {
            var isStart = index == 0 || !Characters.IsWord(_text[index - 1]);
            var cut = isStart ? Contractions.At(_text.AsSpan(0, _length), index) : 0;
            if (cut > 0)
            {
                Write((byte)' ');
                Write(_text.AsSpan(index, cut));
                Write((byte)' ');
                index += cut;
            }
            else
            {
                Write(_text[index++]);
            }
        }

        Turn();
        if (_length < 4 || _text[0] != '\'' || (_text[1] | 0x20) != 't') return;

        // 'tis and 'twas.
        var rest = _text.AsSpan(2, _length - 2);
        var length = Contractions.Begins(rest, "is"u8) ? 2 : Contractions.Begins(rest, "was"u8) ? 3 : 0;
        if (length == 0 || (length < rest.Length && Characters.IsWord(rest[length]))) return;

        Write(_text.AsSpan(0, 2));
        Write((byte)' ');
        Write(rest);
        Turn();
    }

    private void AddWords(WordList words)
    {
        var text = _text.AsSpan(0, _length);
        var start = 0;
        for (var index = 0; index < text.Length;)
        {
            var at = index;
            if (!Utf8.IsSpace(Utf8.Next(text, ref index))) continue;

            if (at > start) words.Add(text[start..at]);
            start = index;
        }

        if (start < text.Length) words.Add(text[start..]);
    }

    private void QuotesBeyond(string quotes)
    {
        var text = _text.AsSpan(0, _length);
        if (System.Text.Ascii.IsValid(text)) return;

        for (var index = 0; index < text.Length;)
        {
            var at = index;
            var code = Utf8.Next(text, ref index);
            var isQuote = code >= 128 && quotes.Contains((char)code, StringComparison.Ordinal) && code < 0x10000;
            if (isQuote) Write((byte)' ');
            Write(text[at..index]);
            if (isQuote) Write((byte)' ');
        }

        Turn();
    }

    private void Part(ReadOnlySpan<byte> marks)
    {
        if (_text.AsSpan(0, _length).IndexOfAny(marks) < 0) return;

        for (var index = 0; index < _length; index++)
        {
            var isMark = marks.Contains(_text[index]);
            if (isMark) Write((byte)' ');
            Write(_text[index]);
            if (isMark) Write((byte)' ');
        }

        Turn();
    }

    private void Runs(byte mark, int leastRun)
    {
        for (var index = 0; index < _length;)
        {
            var run = 0;
            while (index + run < _length && _text[index + run] == mark) run++;
            if (run >= leastRun) Write((byte)' ');
            Write(_text.AsSpan(index, Math.Max(run, 1)));
            if (run >= leastRun) Write((byte)' ');
            index += Math.Max(run, 1);
        }

        Turn();
    }

    private void Pairs(ReadOnlySpan<byte> pair, ReadOnlySpan<byte> replacement)
    {
        if (_text.AsSpan(0, _length).IndexOf(pair) < 0) return;

        for (var index = 0; index < _length;)
        {
            if (At(index, pair))
            {
                Write(replacement);
                index += pair.Length;
            }
            else
            {
                Write(_text[index++]);
            }
        }

        Turn();
    }

    private bool At(int index, ReadOnlySpan<byte> piece) => _text.AsSpan(index, _length - index).StartsWith(piece);

    private bool IsDigitAt(int index) =>
        (Characters.Of(Utf8.Next(_text.AsSpan(0, _length), ref index)) & CharacterKinds.Digit) != 0;

    private void Write(byte one)
    {
        if (_nextLength == _next.Length) Array.Resize(ref _next, 2 * _nextLength);
        _next[_nextLength++] = one;
    }

    private void Write(ReadOnlySpan<byte> some)
    {
        while (_nextLength + some.Length > _next.Length) Array.Resize(ref _next, 2 * _next.Length);
        some.CopyTo(_next.AsSpan(_nextLength));
        _nextLength += some.Length;
    }

    private void Turn()
    {
        (_text, _next) = (_next, _text);
        _length = _nextLength;
        _nextLength = 0;
    }
}
