using Headroom.Traces.Input;

namespace Headroom.Traces.Specifications;

/// <summary>The text of a policy or a fleet: bounded, and without characters that nobody sees.</summary>
internal static class SpecificationText
{
    /// <summary>Longest text: in bytes as a file, in characters as a text.</summary>
    public const int LengthMax = 16 << 20;

    private const string LengthRemedy = "name a policy or a fleet: those are much smaller";

    /// <summary>The text of a file, compressed by gzip or not.</summary>
    /// <exception cref="TraceFormatException">It cannot be read, is too long or is no UTF-8 text.</exception>
    public static string Read(string path)
    {
        using var text = TraceFile.Open(path, LengthMax, LengthRemedy);
        return text.ReadToEnd();
    }

    /// <summary>Refuses what no policy or fleet holds.</summary>
    /// <exception cref="TraceFormatException">The text is too long, or has a tab or another control character.</exception>
    public static void Check(string file, string text)
    {
        if (text.Length > LengthMax)
            throw new TraceFormatException(file, 0, $"the text is longer than {LengthMax} characters", LengthRemedy);

        var line = 1L;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n'))) line++;
            if (text[at] is '\t')
                throw new TraceFormatException(file, line, "there is a tab", "use spaces, as YAML asks");
            if (IsRefused(text[at]))
            {
                throw new TraceFormatException(
                    file, line, $"there is the control character U+{(int)text[at]:X4}", "remove it");
            }
        }
    }

    // Line ends of Unicode besides: editors do not count them, and the parser does.
    private static bool IsRefused(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\r')) || character is '\u2028' or '\u2029' or '\uFEFF';
}
