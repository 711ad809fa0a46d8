using System.Globalization;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Series;

/// <summary>Collects values by series, and refuses the file in the end when a line was at fault.</summary>
internal sealed class SeriesLedger(string path, bool allowNegative)
{
    private const int SeriesMax = 1_000_000;

    private readonly Dictionary<string, List<SeriesPoint>> _points = [];
    private readonly List<string> _order = [];
    private readonly List<FileFault> _faults = [];
    private bool? _hasOffsets;

    /// <summary>Whether a cell says that there is no value.</summary>
    public static bool IsMissing(string text) => text is "" or "NA" or "N/A" or "null";

    /// <summary>Notes a fault of a line.</summary>
    public void Fail(long line, string problem, string remedy)
    {
        _faults.Add(new FileFault(line, "", problem, remedy));
        if (_faults.Count > TraceFormatException.FaultsMax) throw new TraceFormatException(path, _faults);
    }

    /// <summary>A value with its time.</summary>
    public void Enter(long line, string id, string time, string value)
    {
        if (id.Length == 0)
        {
            Fail(line, "id is empty", "name the series");
            return;
        }

        if (SeriesTime.Parse(time) is not { } at)
        {
            Fail(line, $"time {Fault.Quote(time)} is no time", "write it as 2026-11-26T13:00Z, or as a whole number");
            return;
        }

        if (at.HasOffset is { } hasOffset && _hasOffsets is { } before && before != hasOffset)
        {
            Fail(line, "some times have a UTC offset and some have none", "give all of them one, such as Z or +08:00");
            return;
        }

        _hasOffsets ??= at.HasOffset;
        if (Value(line, value) is { } number) PointsOf(id).Add(new SeriesPoint(line, at, number));
    }

    /// <summary>A line that holds a whole series, its values in the cells from 1 to <paramref name="last"/>.</summary>
    public void EnterWhole(long line, string id, IReadOnlyList<string> cells, int last)
    {
        if (_points.ContainsKey(id))
        {
            Fail(line, $"the series {Fault.Quote(id)} has a line already", "give each series a name of its own");
            return;
        }

        var points = PointsOf(id);
        for (var i = 1; i <= last; i++)
        {
            if (Value(line, cells[i].Trim()) is { } number)
                points.Add(new SeriesPoint(line, new SeriesTime(i, null, SeriesUnit.Position), number));
        }
    }

    /// <summary>The series, once every line was read.</summary>
    public IReadOnlyList<RecordedSeries> Close()
    {
        var all = new List<RecordedSeries>(_order.Count);
        foreach (var id in _order)
        {
            if (SeriesGrid.TryAlign(id, _points[id], _hasOffsets == false, out var series) is { } fault)
                Fail(fault.Line, fault.Problem, fault.Remedy);
            else
                all.Add(series!);
        }

        if (_faults.Count > 0) throw new TraceFormatException(path, _faults);

        return all.Count > 0
            ? all
            : throw new TraceFormatException(path, 0, "there is no series", "write at least one line below the header");
    }

    // Not a number: a gap. Null: a fault.
    private double? Value(long line, string text)
    {
        if (IsMissing(text)) return double.NaN;

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            Fail(line, $"value {Fault.Quote(text)} is no finite number", "mend it, or leave it empty where none is known");
            return null;
        }

        if (number < 0 && !allowNegative)
        {
            Fail(line, $"value {Fault.Quote(text)} is below zero, and demand is not", "mend it, or say --allow-negative");
            return null;
        }

        return number;
    }

    private List<SeriesPoint> PointsOf(string id)
    {
        if (_points.TryGetValue(id, out var points)) return points;
        if (_order.Count == SeriesMax)
            throw new TraceFormatException(path, 0, $"there are more than {SeriesMax} series", "split the file");

        _order.Add(id);
        return _points[id] = [];
    }
}

/// <summary>A value as one line gave it; not a number for a gap.</summary>
internal readonly record struct SeriesPoint(long Line, SeriesTime At, double Value);
