using System.Globalization;
using Headroom.Traces.Jobs;

namespace Headroom.Traces.Sacct;

/// <summary>
/// Counts accelerators in a list of trackable resources, <c>cpu=16,gres/gpu=4,gres/gpu:a100=4,node=2</c>, or of generic
/// ones, <c>gpu:a100:4(IDX:0-3,7)</c>. Both sum over the nodes of the job. Shares of one (shard, mps) are not counted.
/// </summary>
internal static class TresGpus
{
    /// <summary>
    /// The count; 0 where the list names none. A site that tracks types lists the same chips twice, under <c>gpu</c>
    /// and by type, so the larger of the two sums counts. False when a count is no number from 0 to a million.
    /// </summary>
    public static bool TryCount(ReadOnlySpan<char> list, out int count)
    {
        long untyped = 0, typed = 0;
        var isReadable = true;
        while (list.Length > 0 && isReadable)
        {
            var item = TakeItem(ref list);
            if (GpuPartOf(item) is var part && part.Length != item.Length)
                isReadable = TryAdd(part, ref untyped, ref typed);
        }

        var larger = Math.Max(untyped, typed);
        count = (int)Math.Min(larger, JobBounds.GpuCountMax);
        return isReadable && larger <= JobBounds.GpuCountMax;
    }

    /// <summary>
    /// The type that is named first, such as <c>a100</c>; empty where none is. A name of digits alone is a count.
    /// </summary>
    public static ReadOnlySpan<char> KindOf(ReadOnlySpan<char> list)
    {
        while (list.Length > 0)
        {
            var item = TakeItem(ref list);
            if (GpuPartOf(item) is not [':', ..] part || part.Length == item.Length) continue;

            var end = part[1..].IndexOfAny(':', '=');
            var kind = end < 0 ? part[1..] : part[1..(end + 1)];
            if (kind.ContainsAnyExceptInRange('0', '9')) return kind;
        }

        return default;
    }

    // The text up to the next comma or bracket; indexes in brackets have commas of their own. One look at each
    // character, for a line may be long.
    private static ReadOnlySpan<char> TakeItem(scoped ref ReadOnlySpan<char> list)
    {
        var end = list.IndexOfAny(',', '(');
        var item = end < 0 ? list : list[..end];
        var rest = list[item.Length..];
        if (rest is ['(', ..])
        {
            var close = rest.IndexOf(')');
            rest = close < 0 ? default : rest[close..];
        }

        var comma = rest.IndexOf(',');
        list = comma < 0 ? default : rest[(comma + 1)..];
        return item.Trim();
    }

    // What follows the word for an accelerator (":a100=4", ":4", "=4" or nothing); the whole item when it is of another
    // kind.
    private static ReadOnlySpan<char> GpuPartOf(ReadOnlySpan<char> item)
    {
        var name = item;
        if (name.StartsWith("gres/") || name.StartsWith("gres:")) name = name[5..];
        if (!name.StartsWith("gpu")) return item;

        var part = name[3..];
        return part is [] or [':' or '=', ..] ? part : item;
    }

    private static bool TryAdd(ReadOnlySpan<char> part, ref long untyped, ref long typed)
    {
        var mark = part.LastIndexOfAny(':', '=');
        var text = part[(mark + 1)..];
        long count = 1;
        var isCounted = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (isCounted) count = number;
        else if (mark >= 0 && part[mark] == '=') return false;

        // ":a100" is a type without a count, which stands for one.
        var isTyped = mark > 0 || (mark == 0 && !isCounted);
        if (count > JobBounds.GpuCountMax) return false;
        if (isTyped) typed += count;
        else untyped += count;

        return true;
    }
}
