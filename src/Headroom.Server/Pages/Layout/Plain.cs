using System.Text;

namespace Headroom.Server.Pages.Layout;

/// <summary>Names as users wrote them, made safe to look at.</summary>
internal static class Plain
{
    private const int LengthMax = 256;

    /// <summary>
    /// The text with a sign in the place of each control character, and of those that turn the direction of what
    /// follows: a name must not look like another.
    /// </summary>
    public static string Of(string text)
    {
        if (text.Length <= LengthMax && !text.Any(IsUnsafe)) return text;

        var safe = new StringBuilder(Math.Min(text.Length, LengthMax) + 1);
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, LengthMax)))
            safe.Append(IsUnsafe(letter) ? '\uFFFD' : letter);
        return text.Length > LengthMax ? safe.Append('…').ToString() : safe.ToString();
    }

    /// <summary>The same for text of many lines, of any length.</summary>
    public static string Lines(string text) => text.Any(IsUnsafeInLines)
        ? string.Create(text.Length, text, (target, source) =>
        {
            for (var index = 0; index < source.Length; index++)
            {
                target[index] = IsUnsafeInLines(source[index]) ? '\uFFFD' : source[index];
            }
        })
        : text;

    private static bool IsUnsafeInLines(char letter) => IsUnsafe(letter) && letter is not ('\n' or '\t' or '\r');

    private static bool IsUnsafe(char letter) => char.IsControl(letter) || TurnsDirection(letter);

    private static bool TurnsDirection(char letter) =>
        letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';
}
