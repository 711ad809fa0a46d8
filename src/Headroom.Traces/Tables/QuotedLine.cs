using System.Text;

namespace Headroom.Traces.Tables;

/// <summary>
/// Splits a line whose cells may be in double quotes (RFC 4180, section 2, rules 5 to 7, within one line).
/// </summary>
internal static class QuotedLine
{
    private const char Quote = '"';

    /// <summary>The cells without their quotes; null when a quote is not closed or is followed by text.</summary>
    public static IReadOnlyList<string>? Split(ReadOnlySpan<char> line, char separator)
    {
        var cells = new List<string>();
        while (true)
        {
            if (!TryTakeCell(ref line, separator, out var cell)) return null;

            cells.Add(cell);
            if (line.Length == 0) return cells;

            line = line[1..];
        }
    }

    // Leaves the line at the separator behind the cell, or empty.
    private static bool TryTakeCell(ref ReadOnlySpan<char> line, char separator, out string cell)
    {
        if (line is [Quote, ..]) return TryTakeQuoted(ref line, separator, out cell);

        var end = line.IndexOf(separator);
        var text = end < 0 ? line : line[..end];
        line = line[text.Length..];
        cell = text.ToString();
        return true;
    }

    private static bool TryTakeQuoted(ref ReadOnlySpan<char> line, char separator, out string cell)
    {
        cell = "";
        var text = new StringBuilder();
        var rest = line[1..];
        while (true)
        {
            var end = rest.IndexOf(Quote);
            if (end < 0) return false;

            text.Append(rest[..end]);
            rest = rest[(end + 1)..];
            if (rest is not [Quote, ..]) break;

            text.Append(Quote);
            rest = rest[1..];
        }

        line = rest;
        cell = text.ToString();
        return rest.Length == 0 || rest[0] == separator;
    }
}
