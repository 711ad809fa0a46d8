using System.Text;

namespace Headroom.Curation.Repair;

/// <summary>
/// Undoes that UTF-8 was read in another encoding, once or several times: a line as a whole where it can be, else the
/// sequences in it that speak for themselves. Lines that are as they should be stay.
/// </summary>
internal static class MojibakeText
{
    // Nobody saw more turns than these; a text cannot be made to cost more.
    private const int TurnsMax = 6;

    /// <summary>The line as it was written; the same string when nothing is wrong with it.</summary>
    public static string Repaired(string line)
    {
        for (var turn = 0; turn < TurnsMax; turn++)
        {
            if (Ascii.IsValid(line)) return line;

            var before = line;
            line = Whole(line) ?? HanText.Repaired(line) ?? InPart(line);
            if (line == before) return Controls(line);
        }

        return line;
    }

    // The encoding that explains every character of the line.
    private static string? Whole(string line)
    {
        var bytes = new byte[line.Length];
        foreach (var encoding in ByteEncoding.Mistaken)
        {
            if (!encoding.TryEncode(line, bytes)) continue;
            if (DecodedWhole(line, encoding) is { } decoded) return decoded;
        }

        return null;
    }

    private static string? DecodedWhole(string line, ByteEncoding encoding)
    {
        var found = new List<EncodedCharacter>();
        var words = 0;
        for (var index = 0; index < line.Length;)
        {
            if (line[index] < 0x80)
            {
                index++;
                continue;
            }

            if (EncodedScan.At(line, index, encoding) is { } one)
            {
                found.Add(one);
                index += one.Length;
            }
            else if (line[index] == '\uFFFD' || IsLeadOfSpace(line, index, encoding))
            {
                // Nobody ends a small word by a capital Ã: voilÃ was voilà.
                if (line[index] == 'Ã' && index > 0 && char.IsLower(line[index - 1])) words++;
                index++;
            }
            else
            {
                return null;
            }
        }

        return Speaks(found, words) ? Written(line, found, encoding) : null;
    }

    // What the bytes A0 of à, Š and the like became, where nothing else is behind them.
    private static bool IsLeadOfSpace(string line, int index, ByteEncoding encoding) =>
        encoding.ByteOf(line[index]) is 0xC2 or 0xC3 or 0xC5 or 0xCE or 0xD0
        && index + 1 < line.Length && line[index + 1] == ' ';

    private static bool Speaks(List<EncodedCharacter> found, int words)
    {
        var strong = words;
        var against = 0;
        foreach (var one in found)
        {
            if (one.Evidence == Evidence.Strong) strong++;
            if (one.Evidence == Evidence.Against) against++;
        }

        return strong + Runs(found) > against;
    }

    // Sequences side by side that say letters of one script: each alone would be chance.
    private static int Runs(List<EncodedCharacter> found)
    {
        var runs = 0;
        for (var start = 0; start < found.Count;)
        {
            var end = EndOfRun(found, start);
            if (IsRun(found, start, end)) runs++;
            start = end;
        }

        return runs;
    }

    private static int EndOfRun(List<EncodedCharacter> found, int start)
    {
        var end = start + 1;
        while (end < found.Count && found[end].Start == found[end - 1].Start + found[end - 1].Length) end++;
        return end;
    }

    private static bool IsRun(List<EncodedCharacter> found, int start, int end)
    {
        var script = PlausibleCharacters.ScriptOf(found[start].Code);
        var letters = 0;
        for (var index = start; index < end; index++)
        {
            if (found[index].Evidence == Evidence.Against) return false;
            if (script != PlausibleCharacters.Script.None && PlausibleCharacters.ScriptOf(found[index].Code) == script)
                letters++;
        }

        // Letters of scripts with capitals are side by side in good texts too, such as capitals behind small ones.
        var hasCapitals = script is PlausibleCharacters.Script.Greek or PlausibleCharacters.Script.Cyrillic;
        return letters >= (hasCapitals ? 3 : 2);
    }

    private static string Written(string line, List<EncodedCharacter> found, ByteEncoding encoding)
    {
        var text = new StringBuilder(line.Length);
        var next = 0;
        for (var index = 0; index < line.Length;)
        {
            if (next < found.Count && found[next].Start == index)
            {
                text.Append(RuneOf(found[next].Code));
                index += found[next++].Length;
            }
            else if (line[index] >= 0x80 && line[index] != '\uFFFD' && IsLeadOfSpace(line, index, encoding))
            {
                index += WriteBeforeSpace(line, index, encoding, text);
            }
            else
            {
                text.Append(line[index++]);
            }
        }

        return text.ToString();
    }

    // A word à keeps its space; in other letters the space was part of the letter.
    private static int WriteBeforeSpace(string line, int index, ByteEncoding encoding, StringBuilder text)
    {
        var lead = encoding.ByteOf(line[index]);
        text.Append(RuneOf(((lead & 0x1F) << 6) | 0x20));
        if (lead != 0xC3) return 2;

        var rest = line.AsSpan(index + 2);
        return rest.StartsWith("quel") || rest.StartsWith("s ") ? 2 : 1;
    }

    private static Rune RuneOf(int code) => Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar;

    // Sequences of Windows-1252 in a line that holds other things too.
    private static string InPart(string line)
    {
        var encoding = ByteEncoding.Western;
        var found = new List<EncodedCharacter>();
        var kept = new List<EncodedCharacter>();
        for (var index = 0; index < line.Length;)
        {
            if (line[index] >= 0x80 && EncodedScan.At(line, index, encoding) is { } one)
            {
                found.Add(one);
                index += one.Length;
            }
            else
            {
                index++;
            }
        }

        for (var start = 0; start < found.Count;)
        {
            var end = EndOfRun(found, start);
            var isMistake = IsRun(found, start, end) || IsStrong(found, start, end);
            if (isMistake && !IsCutOff(line, found[start].Start, encoding)) kept.AddRange(found[start..end]);
            start = end;
        }

        if (kept.Count == 0) return line;

        var text = new StringBuilder(line.Length);
        var copied = 0;
        foreach (var one in kept)
        {
            text.Append(line, copied, one.Start - copied).Append(RuneOf(one.Code));
            copied = one.Start + one.Length;
        }

        return text.Append(line, copied, line.Length - copied).ToString();
    }

    private static bool IsStrong(List<EncodedCharacter> found, int start, int end)
    {
        var strong = false;
        for (var index = start; index < end; index++)
        {
            if (found[index].Evidence == Evidence.Against) return false;
            strong |= found[index].Evidence == Evidence.Strong;
        }

        return strong;
    }

    // Behind a mark that belongs to a broken sequence the rest of it says nothing.
    private static bool IsCutOff(string line, int start, ByteEncoding encoding) =>
        start > 0
        && encoding.ByteOf(line[start - 1]) is >= 0x80 and < 0xC0
        && (!char.IsLetter(line[start - 1]) || line[start - 1] == 'ƒ')
        && !"’‘”“…–—\u00A0«»".Contains(line[start - 1]);

    // Control characters of Latin-1 that are marks of Windows-1252; in East Asian texts they are pieces of characters.
    private static string Controls(string line)
    {
        if (!line.AsSpan().ContainsAnyInRange('\u0080', '\u009F')) return line;
        if (line.AsSpan().ContainsAnyInRange('\u3000', '\uD7A3')) return line;

        return string.Create(line.Length, line, static (text, from) =>
        {
            for (var index = 0; index < from.Length; index++)
            {
                var one = from[index];
                var isControl = one is >= '\u0080' and <= '\u009F';
                text[index] = isControl ? ByteEncoding.Western.CharacterOf((byte)one) : one;
            }
        });
    }
}
