using System.Globalization;

namespace Headroom.Engines.Slurm.Calls;

/// <summary>Reads Slurm's lists of nodes, such as <c>a[1-3,07],b2</c>.</summary>
internal static class HostList
{
    /// <summary>Most names that one list may stand for.</summary>
    public const int NamesMax = 100_000;

    /// <summary>The names, in the list's order; a list that cannot be read has none.</summary>
    public static IReadOnlyList<string> Expand(string list)
    {
        var names = new List<string>();
        foreach (var part in Parts(list))
        {
            if (!TryExpand("", part, names)) return [];
        }

        return names;
    }

    // At commas that stand outside of brackets.
    private static IEnumerable<string> Parts(string list)
    {
        var (start, depth) = (0, 0);
        for (var index = 0; index <= list.Length; index++)
        {
            if (index == list.Length || (list[index] == ',' && depth == 0))
            {
                if (index > start) yield return list[start..index];
                start = index + 1;
                continue;
            }

            if (list[index] == '[') depth++;
            if (list[index] == ']') depth--;
        }
    }

    private static bool TryExpand(string before, string rest, List<string> names)
    {
        var open = rest.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            names.Add(before + rest);
            return names.Count <= NamesMax;
        }

        var close = rest.IndexOf(']', open);
        if (close < 0) return false;

        foreach (var range in rest[(open + 1)..close].Split(','))
        {
            var ends = range.Split('-', 2);
            if (!TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last)) return false;

            for (var number = first; number <= last; number++)
            {
                var text = number.ToString(CultureInfo.InvariantCulture).PadLeft(ends[0].Length, '0');
                if (!TryExpand(before + rest[..open] + text, rest[(close + 1)..], names)) return false;
            }
        }

        return true;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
