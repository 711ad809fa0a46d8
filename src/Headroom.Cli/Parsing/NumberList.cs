using System.Globalization;

namespace Headroom.Cli.Parsing;

/// <summary>Whole numbers and ranges of them, written <c>42</c>, <c>42-51</c> or <c>42,45-47</c>.</summary>
internal static class NumberList
{
    /// <summary>Reads <paramref name="text"/>; doubles are dropped, the order is kept.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="countMax">Most numbers that the list may stand for; ranges are measured before they
    /// are written out.</param>
    /// <param name="numbers">The numbers; empty when the text is at fault.</param>
    /// <param name="fault">What is wrong, to be read after the option's name.</param>
    public static bool TryParse(string text, int countMax, out IReadOnlyList<long> numbers, out string fault)
    {
        numbers = [];
        fault = "";
        var found = new List<long>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TryParseRange(part, out var first, out var last))
                fault = $"'{part}' is not a whole number or a range of them such as 42-51";
            else if (last < first)
                fault = $"'{part}' runs backwards; write {last}-{first}";
            else if ((ulong)(last - first) >= (ulong)(countMax - found.Count))
                fault = $"'{text}' stands for more than {countMax} numbers; ask for fewer";
            if (fault.Length > 0) return false;

            for (var number = first; ; number++)
            {
                found.Add(number);
                if (number == last) break;
            }
        }

        numbers = [.. found.Distinct()];
        return true;
    }

    private static bool TryParseRange(string part, out long first, out long last)
    {
        // A dash in front is a sign: the one between two numbers comes later.
        var dash = part.Length > 1 ? part.IndexOf('-', 1) : -1;
        last = 0;
        if (!TryParseOne(dash < 0 ? part : part[..dash], out first)) return false;

        last = first;
        return dash < 0 || TryParseOne(part[(dash + 1)..], out last);
    }

    private static bool TryParseOne(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
