using System.Runtime.CompilerServices;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tokens;

/// <summary>
/// Cuts a text into the pieces that its tokenizer's pattern matches. Hot: every byte of a corpus goes through it. The
/// tests hold it against the patterns themselves.
/// </summary>
internal sealed class PieceScanner(PieceRules rules) : IPieceCutter
{
    private const TokenClasses Plain = TokenClasses.Letter | TokenClasses.Number | TokenClasses.Space;

    private readonly PieceRules _rules = rules;

    public void Cut(ReadOnlySpan<byte> text, List<int> ends)
    {
        for (var start = 0; start < text.Length; ends.Add(start)) start = EndOf(text, start);
    }

    /// <summary>The byte behind the piece that begins at <paramref name="start"/>.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="start">First byte of a piece, inside the text.</param>
    public int EndOf(ReadOnlySpan<byte> text, int start)
    {
        var first = ClassAt(text, start, out var second);
        if (text[start] == '\'' && _rules.Contractions != Contractions.Kept)
        {
            var length = ContractionLength(text[start..], _rules.Contractions == Contractions.Small);
            if (length > 0) return start + length;
        }

        var word = WordEnd(text, start, first, second);
        if (word > 0) return word;
        if ((first & TokenClasses.Number) != 0) return DigitsEnd(text, start);

        var marks = start;
        if (text[start] == ' ' && second < text.Length)
        {
            var behind = ClassAt(text, second, out _);
            if (!_rules.TakesAnyPrefix && (behind & TokenClasses.Number) != 0) return DigitsEnd(text, second);
            if ((behind & Plain) == 0) marks = second;
        }

        return marks > start || (first & Plain) == 0 ? MarksEnd(text, marks) : SpacesEnd(text, start);
    }

    // The end of a word with what may stand in front of it; 0 when no word begins here.
    private int WordEnd(ReadOnlySpan<byte> text, int start, TokenClasses first, int second)
    {
        if ((first & TokenClasses.Letter) != 0) return LettersEnd(text, start);
        if (_rules.TakesAnyPrefix ? (first & (TokenClasses.Number | TokenClasses.NewLine)) != 0 : text[start] != ' ')
            return 0;

        if (second < text.Length)
        {
            var behind = ClassAt(text, second, out _);
            if (_rules.SplitsCase ? (behind & (TokenClasses.Upper | TokenClasses.Lower)) != 0
                : (behind & TokenClasses.Letter) != 0)
            {
                // A mark that could begin the word itself gives way when the word has capitals alone.
                if (!_rules.SplitsCase || (first & TokenClasses.Upper) == 0) return LettersEnd(text, second);
                return HasLower(text, second) ? LettersEnd(text, second) : WithContraction(text, second);
            }
        }

        return _rules.SplitsCase && (first & TokenClasses.Upper) != 0 ? WithContraction(text, second) : 0;
    }

    private int LettersEnd(ReadOnlySpan<byte> text, int start)
    {
        if (!_rules.SplitsCase) return RunEnd(text, start, TokenClasses.Letter);

        // [upper]*[lower]+ with as many upper ones as leave a lower one, else [upper]+.
        var end = start;
        var afterLower = 0;
        while (end < text.Length)
        {
            var one = ClassAt(text, end, out var next);
            if ((one & TokenClasses.Upper) == 0) break;
            end = next;
            if ((one & TokenClasses.Lower) != 0) afterLower = end;
        }

        var lower = RunEnd(text, end, TokenClasses.Lower);
        return WithContraction(text, lower > end ? lower : afterLower > 0 ? afterLower : end);
    }

    private static bool HasLower(ReadOnlySpan<byte> text, int start)
    {
        while (start < text.Length)
        {
            var one = ClassAt(text, start, out start);
            if ((one & TokenClasses.Lower) != 0) return true;
            if ((one & TokenClasses.Upper) == 0) return false;
        }

        return false;
    }

    private static int WithContraction(ReadOnlySpan<byte> text, int end) =>
        end < text.Length && text[end] == '\'' ? end + ContractionLength(text[end..], isSmall: false) : end;

    private int DigitsEnd(ReadOnlySpan<byte> text, int start)
    {
        for (var digits = 0; digits < _rules.DigitsMax && start < text.Length; digits++)
        {
            if ((ClassAt(text, start, out var next) & TokenClasses.Number) == 0) break;
            start = next;
        }

        return start;
    }

    private int MarksEnd(ReadOnlySpan<byte> text, int start)
    {
        while (start < text.Length && (ClassAt(text, start, out var next) & Plain) == 0) start = next;
        while (start < text.Length && _rules.MarkTail.Contains((char)text[start], StringComparison.Ordinal)) start++;
        return start;
    }

    private int SpacesEnd(ReadOnlySpan<byte> text, int start)
    {
        var end = start;
        var last = start;
        var afterLine = 0;
        while (end < text.Length)
        {
            var one = ClassAt(text, end, out var next);
            if ((one & TokenClasses.Space) == 0) break;
            last = end;
            end = next;
            if ((one & TokenClasses.NewLine) != 0) afterLine = end;
        }

        if (_rules.CutsLines && afterLine > 0) return afterLine;

        // The last space before a word belongs to the word, unless it is the only one.
        return end == text.Length || last == start ? end : last;
    }

    private static int RunEnd(ReadOnlySpan<byte> text, int start, TokenClasses classes)
    {
        while (start < text.Length && (ClassAt(text, start, out var next) & classes) != 0) start = next;
        return start;
    }

    private static int ContractionLength(ReadOnlySpan<byte> text, bool isSmall)
    {
        if (text.Length < 2) return 0;

        var small = isSmall ? 0 : 0x20;
        var first = text[1] | small;
        if (first is 's' or 't' or 'm' or 'd') return 2;
        if (text.Length < 3) return 0;

        return (first, text[2] | small) is ('r' or 'v', 'e') or ('l', 'l') ? 3 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TokenClasses ClassAt(ReadOnlySpan<byte> text, int start, out int next)
    {
        next = start;
        return TokenClassTable.Of(Utf8.Next(text, ref next));
    }
}
