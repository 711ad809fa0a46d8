using System.Globalization;
using Headroom.Cluster;

namespace Headroom.Traces.Specifications;

/// <summary>Paths of keys as messages write them, such as <c>queues[2].quota.A100</c>.</summary>
internal static class KeyPath
{
    /// <summary>The path of a key within another.</summary>
    public static string Inner(string outer, string key)
    {
        var shown = SpecificationFault.Cut(key);
        return outer.Length == 0 ? shown : $"{outer}.{shown}";
    }

    /// <summary>The path of an item of a list, from 0.</summary>
    public static string Item(string list, int index) => $"{list}[{index}]";

    /// <summary>Line of what a path leads to, or of the last thing on the way that is there.</summary>
    public static int LineOf(Entry root, string path)
    {
        var (at, line) = (root, root.Line);
        var rest = path.AsSpan();
        while (rest.Length > 0)
        {
            var step = at switch
            {
                MapEntry map => StepInto(map, rest.TrimStart('.')),
                ListEntry list => StepInto(list, rest),
                _ => null,
            };
            if (step is not var (entry, entryLine, left)) break;

            (at, line) = (entry, entryLine);
            rest = rest[^left..];
        }

        return line;
    }

    // Names of resources may hold the dots and brackets of a path: the longest key that fits is meant.
    private static (Entry Entry, int Line, int Left)? StepInto(MapEntry map, ReadOnlySpan<char> rest)
    {
        (KeyEntry Key, int Length)? longest = null;
        foreach (var key in map.Keys)
        {
            var name = SpecificationFault.Cut(key.Name);
            var fits = rest.StartsWith(name) && (rest.Length == name.Length || rest[name.Length] is '.' or '[');
            if (fits && (longest is null || name.Length > longest.Value.Length)) longest = (key, name.Length);
        }

        return longest is var (found, length) ? (found.Value, found.Line, rest.Length - length) : null;
    }

    private static (Entry Entry, int Line, int Left)? StepInto(ListEntry list, ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(']');
        if (rest[0] != '[' || end < 0) return null;
        if (!int.TryParse(rest[1..end], NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return null;
        if (index >= list.Items.Count) return null;

        return (list.Items[index], list.Items[index].Line, rest.Length - end - 1);
    }
}
