using System.Buffers;
using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>What a single line is.</summary>
internal static class LineText
{
    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789,."u8);

    private static readonly byte[][] Counted =
    [
        .. "likes shares comments retweets reposts quotes bookmarks upvotes downvotes downloads views followers"
            .Split(' ').Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Words between white space.</summary>
    public static int WordsIn(ReadOnlySpan<byte> line)
    {
        var words = 0;
        var isInside = false;
        for (var index = 0; index < line.Length;)
        {
            var isWord = !Utf8.IsSpace(Utf8.Next(line, ref index));
            if (isWord && !isInside) words++;
            isInside = isWord;
        }

        return words;
    }

    /// <summary>Upper-case letters among all characters.</summary>
    public static double UpperCaseShare(ReadOnlySpan<byte> line)
    {
        var upper = 0;
        var characters = 0;
        for (var index = 0; index < line.Length; characters++)
        {
            if ((Characters.Of(Utf8.Next(line, ref index)) & CharacterKinds.Upper) != 0) upper++;
        }

        return characters == 0 ? 0 : (double)upper / characters;
    }

    /// <summary>Whether it is digits alone.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> line) =>
        !line.IsEmpty && !line.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>
    /// Whether it is a number and what was counted, such as <c>3,000 likes</c> or <c>5.1M views!</c>.
    /// </summary>
    public static bool IsCounter(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r.!?()[]|-"u8);
        var digits = line.IndexOfAnyExcept(OfNumbers);
        if (digits <= 0 || line[0] is (byte)',' or (byte)'.') return false;

        var rest = line[digits..];
        if ("KkMmBb"u8.Contains(rest[0])) rest = rest[1..];
        var word = rest.TrimStart(" \t"u8);
        if (word.Length == rest.Length) return false;

        foreach (var counted in Counted)
        {
            if (Ascii.EqualsIgnoreCase(word, counted)) return true;
        }

        return false;
    }

    /// <summary>Whether it is what shops and logins say.</summary>
    public static bool HasPhrase(ReadOnlySpan<byte> line)
    {
        if (Starts(line, "sign-in"u8)) return true;
        if (line.Length >= 12 && Ascii.EqualsIgnoreCase(line[^12..], "read more..."u8)) return true;
        for (var index = 0; index + 13 <= line.Length; index++)
        {
            if (Starts(line[index..], "items in cart"u8)) return true;
        }

        return false;
    }

    private static bool Starts(ReadOnlySpan<byte> line, ReadOnlySpan<byte> small) =>
        line.Length >= small.Length && Ascii.EqualsIgnoreCase(line[..small.Length], small);
}
