namespace Headroom.Curation.Text;

/// <summary>
/// Parts words and marks of a piece in one look, where that gives what the rules give: most marks stand alone whatever
/// is around them. Hot path: TreebankMarksTests holds it against the rules.
/// </summary>
internal static class TreebankMarks
{
    private static readonly bool[] IsAlone = BuildTable();

    private static ReadOnlySpan<byte> Opening => "``"u8;

    private static ReadOnlySpan<byte> Closing => "''"u8;

    /// <summary>
    /// Whether every apostrophe stands between letters and at most once in a word, so that only a clitic can be parted.
    /// </summary>
    public static bool HasOnlyClitics(ReadOnlySpan<byte> bytes)
    {
        var last = -1;
        for (var index = bytes.IndexOf((byte)'\''); index >= 0;)
        {
            if (index == 0 || index + 1 >= bytes.Length) return false;
            if (!char.IsAsciiLetter((char)bytes[index - 1])) return false;
            if (!char.IsAsciiLetter((char)bytes[index + 1])) return false;

            // One letter alone behind it is parted by a rule of its own, but for these.
            var isLone = index + 2 == bytes.Length || !IsWord(bytes[index + 2]);
            if (isLone && !"mtsdn"u8.Contains((byte)(bytes[index + 1] | 0x20))) return false;
            if (last >= 0 && !bytes[last..index].ContainsAny(" ,;()"u8)) return false;

            last = index + 1;
            var next = bytes[last..].IndexOf((byte)'\'');
            index = next < 0 ? -1 : last + next;
        }

        return true;
    }

    /// <summary>
    /// Whether the piece has what one look cannot part: two colons or commas in a row, or a contraction.
    /// </summary>
    public static bool NeedsRules(ReadOnlySpan<byte> bytes)
    {
        for (var index = 1; index < bytes.Length; index++)
        {
            var (before, one) = (bytes[index - 1], bytes[index]);
            if (one is (byte)':' or (byte)',' && before is (byte)':' or (byte)',') return true;

            // All contractions have a double letter or an apostrophe inside.
            var isHint = one == '\'' || ((one | 0x20) is 'n' or 'm' or 't' && (one | 0x20) == (before | 0x20));
            if (isHint && Contractions.AreIn(bytes)) return true;
        }

        return false;
    }

    /// <summary>Adds the words and marks of the piece.</summary>
    public static void Break(in Piece piece, WordList words)
    {
        var bytes = piece.Bytes;
        var stop = piece.FinalStop - piece.Start;
        var start = 0;
        for (var index = 0; index < bytes.Length;)
        {
            var length = MarkAt(bytes, index, stop);
            if (length == 0)
            {
                index++;
                continue;
            }

            if (index > start) AddWord(bytes[start..index], isSpaced: true, words);
            AddMark(piece, index, length, words);
            index += length;
            start = index;
        }

        if (start == bytes.Length) return;

        var isSpaced = piece.End == piece.Sentence.Length || piece.Sentence[piece.End] == ' ';
        AddWord(bytes[start..], isSpaced, words);
    }

    // Bytes of the mark that stands alone; 0 where a word goes on.
    private static int MarkAt(ReadOnlySpan<byte> bytes, int index, int stop)
    {
        var one = bytes[index];
        if (!IsAlone[one]) return 0;

        var next = index + 1 < bytes.Length ? bytes[index + 1] : (byte)0;
        return one switch
        {
            (byte)':' or (byte)',' => next is >= (byte)'0' and <= (byte)'9' || IsDigitBeyond(bytes, index + 1) ? 0 : 1,
            (byte)'.' => next == '.' ? RunAt(bytes, index) : index == stop ? 1 : 0,
            (byte)'-' => next == '-' ? 2 : 0,
            (byte)'`' => next == '`' ? 2 : 1,
            _ => 1,
        };
    }

    private static void AddMark(in Piece piece, int index, int length, WordList words)
    {
        var bytes = piece.Bytes;
        if (bytes[index] == '"') words.Add(Opens(piece, index) ? Opening : Closing, 2, CharacterKinds.None);
        else words.Add(bytes.Slice(index, length), length, CharacterKinds.None);
    }

    // A quotation mark opens at the start of a sentence, a second one there too, and behind a space, an opening bracket
    // or a `.
    private static bool Opens(in Piece piece, int index)
    {
        if (index == 0) return piece.Start == 0 || piece.Sentence[piece.Start - 1] == ' ';

        var before = piece.Bytes[index - 1];
        return "([{<`"u8.Contains(before) || (before == '"' && piece.Start == 0 && index == 1);
    }

    private static void AddWord(ReadOnlySpan<byte> word, bool isSpaced, WordList words)
    {
        var clitic = isSpaced ? CliticOf(word) : 0;
        if (clitic == 0)
        {
            words.Add(word);
            return;
        }

        words.Add(word[..^clitic]);
        words.Add(word[^clitic..]);
    }

    private static int CliticOf(ReadOnlySpan<byte> word)
    {
        var apostrophe = word.LastIndexOf((byte)'\'');
        if (apostrophe < 1) return 0;

        var rest = word[(apostrophe + 1)..];
        if (rest.Length == 1)
        {
            if ("sSmMdD"u8.Contains(rest[0])) return 2;
            var isNegation = (rest[0] == 't' && word[apostrophe - 1] == 'n')
                || (rest[0] == 'T' && word[apostrophe - 1] == 'N');
            return isNegation && apostrophe > 1 ? 3 : 0;
        }

        return rest.SequenceEqual("ll"u8) || rest.SequenceEqual("LL"u8) || rest.SequenceEqual("re"u8)
            || rest.SequenceEqual("RE"u8) || rest.SequenceEqual("ve"u8) || rest.SequenceEqual("VE"u8) ? 3 : 0;
    }

    private static int RunAt(ReadOnlySpan<byte> bytes, int index)
    {
        var length = bytes[index..].IndexOfAnyExcept((byte)'.');
        return length < 0 ? bytes.Length - index : length;
    }

    private static bool IsDigitBeyond(ReadOnlySpan<byte> bytes, int index) =>
        index < bytes.Length && bytes[index] >= 128
        && (Characters.Of(Utf8.Next(bytes, ref index)) & CharacterKinds.Digit) != 0;

    private static bool IsWord(byte one) => one >= 128 || one == '_' || char.IsAsciiLetterOrDigit((char)one);

    private static bool[] BuildTable()
    {
        var table = new bool[256];
        foreach (var mark in "\"`,:;@#$%&?!*()[]{}<>.-"u8) table[mark] = true;
        return table;
    }
}
