using Headroom.Curation.Text;

namespace Headroom.Curation.Chinese;

/// <summary>Phrases that are looked for at every character of a text.</summary>
internal sealed class PhraseSet
{
    private readonly int[][][] _byFirst = new int[0x10000][][];

    /// <param name="phrases">The phrases, parted by white space; characters of the basic plane.</param>
    public PhraseSet(string phrases)
    {
        var separate = phrases.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var group in separate.GroupBy(one => one[0]))
        {
            // The longest first: it is the one that is meant.
            _byFirst[group.Key] =
                [.. group.OrderByDescending(one => one.Length).Select(one => one.Select(code => (int)code).ToArray())];
        }
    }

    /// <summary>Characters of the phrase that begins with <paramref name="code"/>; 0 when none does.</summary>
    /// <param name="code">The character.</param>
    /// <param name="after">The text behind it.</param>
    public int LengthAt(int code, ReadOnlySpan<byte> after)
    {
        if ((uint)code >= (uint)_byFirst.Length || _byFirst[code] is not { } phrases) return 0;

        foreach (var phrase in phrases)
        {
            if (Follows(phrase, after)) return phrase.Length;
        }

        return 0;
    }

    /// <summary>How often phrases occur in a text, and how many characters they have together; none overlaps.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public (int Times, int Characters) CountIn(ReadOnlySpan<byte> text)
    {
        var times = 0;
        var characters = 0;
        var position = 0;
        var end = 0;
        for (var index = 0; index < text.Length; position++)
        {
            var code = Utf8.Next(text, ref index);
            if (position < end || LengthAt(code, text[index..]) is not (> 0 and var length)) continue;

            times++;
            characters += length;
            end = position + length;
        }

        return (times, characters);
    }

    private static bool Follows(int[] phrase, ReadOnlySpan<byte> after)
    {
        var index = 0;
        for (var character = 1; character < phrase.Length; character++)
        {
            if (index >= after.Length || Utf8.Next(after, ref index) != phrase[character]) return false;
        }

        return true;
    }
}
