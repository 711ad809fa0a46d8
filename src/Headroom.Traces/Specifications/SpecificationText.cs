using System.Buffers;
using Headroom.Traces.Input;

namespace Headroom.Traces.Specifications;

/// <summary>The text of a policy, a fleet or a job: bounded, and without characters that nobody sees.</summary>
internal static class SpecificationText
{
    /// <summary>Longest text: in bytes as a file, in characters as a text.</summary>
    public const int LengthMax = 16 << 20;

    private const string LengthRemedy = "name a policy, a fleet or a job: those are much smaller";

    // The last ones are line ends of Unicode, which editors do not count and the parser does, and a mark amid the text.
    private static readonly SearchValues<char> Refused = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl).Except(['\n', '\r']),
        '\u2028', '\u2029', '\uFEFF',
    ]);

    /// <summary>The text of a file, compressed by gzip or not.</summary>
    /// <exception cref="TraceFormatException">It cannot be read, is too long or is no UTF-8 text.</exception>
    public static string Read(string path)
    {
        using var text = TraceFile.Open(path, LengthMax, LengthRemedy);
        return text.ReadToEnd();
    }

    /// <summary>Refuses what no policy, fleet or job holds.</summary>
    /// <exception cref="TraceFormatException">The text is too long, or has a tab or another control
    /// character.</exception>
    public static void Check(string file, string text)
    {
        if (text.Length > LengthMax)
            throw new TraceFormatException(file, 0, $"the text is longer than {LengthMax} characters", LengthRemedy);

        var at = text.AsSpan().IndexOfAny(Refused);
        if (at < 0) return;

        var isTab = text[at] == '\t';
        throw new TraceFormatException(
            file,
            LineAt(text, at),
            isTab ? "there is a tab" : $"there is the control character U+{(int)text[at]:X4}",
            isTab ? "use spaces, as YAML asks" : "remove it");
    }

    private static int LineAt(string text, int end)
    {
        var line = 1;
        for (var at = 0; at < end; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && text[at + 1] != '\n')) line++;
        }

        return line;
    }
}
