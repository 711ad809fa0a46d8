using System.Globalization;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Series;

/// <summary>Puts the values of a series on a grid of equal steps, or tells the first line that does not lie on
/// it.</summary>
internal static class SeriesGrid
{
    // With more missing, what is read is mostly made up.
    private const double FilledShareMax = 0.2;

    private const int DaySeconds = 86_400;

    /// <summary>The series on its grid; or the fault.</summary>
    public static FileFault? TryAlign(string id, List<SeriesPoint> points, bool isLocal, out RecordedSeries? series)
    {
        series = null;
        var warnings = new List<string>();
        if (!IsAscending(points))
        {
            points.Sort((left, right) => (left.At.Value, left.Line).CompareTo((right.At.Value, right.Line)));
            warnings.Add("its lines are not in the order of time; they were sorted.");
        }

        if (Duplicate(id, points, isLocal) is { } duplicate) return duplicate;

        var step = Step(points);
        var places = new long[points.Count];
        for (var i = 0; i < places.Length; i++)
        {
            if (step.Place(points[0].At, points[i].At) is not { } place)
            {
                return new FileFault(points[i].Line, "",
                    $"time {points[i].At} of {Fault.Quote(id)} is not a whole number of steps ({step}) after the first",
                    "write equal steps, or values summed to them");
            }

            places[i] = place;
        }

        var known = Enumerable.Range(0, places.Length).Where(i => !double.IsNaN(points[i].Value)).ToArray();
        if (known.Length == 0)
            return new FileFault(points[0].Line, "", $"{Fault.Quote(id)} has no value", "remove it or fill it in");

        return Fill(id, points, places, known, step, warnings, isLocal, out series);
    }

    private static FileFault? Fill(
        string id,
        List<SeriesPoint> points,
        long[] places,
        int[] known,
        SeriesStep step,
        List<string> warnings,
        bool isLocal,
        out RecordedSeries? series)
    {
        series = null;
        var (first, last) = (known[0], known[^1]);
        var length = places[last] - places[first] + 1;
        var filled = length - known.Length;
        var gap = FirstGap(places, known);
        if (filled > FilledShareMax * length)
        {
            return new FileFault(points[gap].Line, "",
                $"{filled} of {length} values of {Fault.Quote(id)} are missing, the first after this line",
                "fill them in, or give a part with fewer gaps");
        }

        if (last < points.Count - 1)
            warnings.Add($"it ends at line {points[last].Line}: what follows has no values.");
        if (filled > 0)
        {
            var clock = isLocal && step.IsHours
                ? " Clocks that are set forward leave such a gap: times without UTC offset are taken as UTC."
                : "";
            warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"{filled} of {length} values are missing, the first after line {points[gap].Line}; "
                + $"they were filled in between their neighbours, and intervals are wider.{clock}"));
        }

        var values = new double[length];
        for (var k = 0; k < known.Length; k++)
        {
            values[places[known[k]] - places[first]] = points[known[k]].Value;
            if (k > 0) Between(values, places[known[k - 1]] - places[first], places[known[k]] - places[first]);
        }

        series = new RecordedSeries(id, values)
        {
            Step = step.Length,
            FilledCount = (int)filled,
            Warnings = warnings,
        };
        return null;
    }

    private static int FirstGap(long[] places, int[] known)
    {
        for (var k = 1; k < known.Length; k++)
        {
            if (places[known[k]] - places[known[k - 1]] > 1) return known[k - 1];
        }

        return known[0];
    }

    private static void Between(double[] values, long left, long right)
    {
        for (var at = left + 1; at < right; at++)
            values[at] = values[left] + (values[right] - values[left]) * (at - left) / (right - left);
    }

    private static bool IsAscending(List<SeriesPoint> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            if (points[i].At.Value < points[i - 1].At.Value) return false;
        }

        return true;
    }

    private static FileFault? Duplicate(string id, List<SeriesPoint> points, bool isLocal)
    {
        for (var i = 1; i < points.Count; i++)
        {
            if (points[i].At.Value != points[i - 1].At.Value) continue;

            return new FileFault(points[i].Line, "",
                $"{Fault.Quote(id)} has a value for {points[i].At} on line {points[i - 1].Line} already",
                isLocal
                    ? "keep one; where clocks were set back and an hour came twice, write times with their UTC offset"
                    : "keep one of the two, or add them up");
        }

        return null;
    }

    // The commonest distance, the shorter one of equals; a calendar's months where distances are those of months.
    private static SeriesStep Step(List<SeriesPoint> points)
    {
        if (points.Count < 2) return new SeriesStep(1, 0, points[0].At.Unit);

        var distances = new long[points.Count - 1];
        for (var i = 0; i < distances.Length; i++) distances[i] = points[i + 1].At.Value - points[i].At.Value;
        var step = distances.GroupBy(distance => distance)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
        var months = points[0].At.Unit == SeriesUnit.Second && step % DaySeconds == 0
            ? (step / DaySeconds) switch
            {
                >= 28 and <= 31 => 1,
                >= 89 and <= 92 => 3,
                365 or 366 => 12,
                _ => 0,
            }
            : 0;
        return new SeriesStep(step, months, points[0].At.Unit);
    }
}
