using System.Globalization;
using Headroom.Traces.Input;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Series;

/// <summary>
/// Reads series from separated values, compressed by gzip or not. Three forms are told apart by the header: long
/// (<c>id,time,value</c>), wide by series (a name and its values a line, as the M4 competition has it), and wide by
/// time (a time and a value of each series a line).
/// </summary>
public static class SeriesFile
{
    private const long TextBytesMax = 1L << 30;

    private static readonly string[] IdNames = ["", "id", "series", "name", "unique_id", "item_id"];
    private static readonly string[] TimeNames = ["time", "hour", "date", "timestamp", "datetime", "ds", "day", "week"];

    /// <summary>Reads every series of the file, in the order in which they first appear.</summary>
    /// <param name="path">The file.</param>
    /// <param name="allowNegative">Whether values below zero are taken as they are.</param>
    /// <exception cref="TraceFormatException">
    /// The file cannot be read, has no series, or a line is at fault: a duplicate, a time off the grid of its series, a
    /// value that is no finite number, or too many gaps.
    /// </exception>
    public static IReadOnlyList<RecordedSeries> Read(string path, bool allowNegative = false)
    {
        using var text = TraceFile.Open(path, TextBytesMax, "split it by series");
        var lines = new SeriesLines(path, text);
        var header = lines.Next()
            ?? throw new TraceFormatException(path, 0, "the file is empty", "write a header line and the series");
        var names = header.Select(name => name.Trim()).ToArray();
        var ledger = new SeriesLedger(path, allowNegative);
        if (Find(names, "value") >= 0 || Find(names, "id") >= 0 && Find(names, "time") >= 0)
            ReadLong(lines, names, ledger);
        else if (TimeNames.Contains(names[0], StringComparer.OrdinalIgnoreCase))
            ReadByTime(lines, names, ledger);
        else
            ReadWide(lines, IsSeries(names) ? header : null, ledger);

        return ledger.Close();
    }

    private static int Find(string[] names, string name) =>
        Array.FindIndex(names, other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));

    private static void ReadLong(SeriesLines lines, string[] names, SeriesLedger ledger)
    {
        var (id, time, value) = (Find(names, "id"), Find(names, "time"), Find(names, "value"));
        foreach (var (index, name) in (ReadOnlySpan<(int, string)>)[(id, "id"), (time, "time"), (value, "value")])
        {
            if (index < 0)
                throw lines.Refused($"the column {name} is missing", "the long form has the columns id, time and value");
        }

        while (lines.Next() is { } cells)
        {
            if (cells.Count != names.Length)
            {
                ledger.Fail(lines.Line, $"the line has {cells.Count} of {names.Length} columns", "write it in full");
                continue;
            }

            ledger.Enter(lines.Line, cells[id].Trim(), cells[time].Trim(), cells[value].Trim());
        }
    }

    private static void ReadByTime(SeriesLines lines, string[] names, SeriesLedger ledger)
    {
        while (lines.Next() is { } cells)
        {
            if (cells.Count != names.Length)
            {
                ledger.Fail(lines.Line, $"the line has {cells.Count} of {names.Length} columns", "write it in full");
                continue;
            }

            for (var i = 1; i < names.Length; i++) ledger.Enter(lines.Line, names[i], cells[0].Trim(), cells[i].Trim());
        }
    }

    // A file may begin with its first series: a name that heads no column, and nothing but figures after it.
    private static bool IsSeries(string[] names) => names.Length > 1
        && !IdNames.Contains(names[0], StringComparer.OrdinalIgnoreCase)
        && names.Skip(1).Any(name => !SeriesLedger.IsMissing(name))
        && names.Skip(1).All(name => SeriesLedger.IsMissing(name)
            || double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private static void ReadWide(SeriesLines lines, IReadOnlyList<string>? first, SeriesLedger ledger)
    {
        for (var cells = first ?? lines.Next(); cells is not null; cells = lines.Next())
        {
            var last = cells.Count - 1;
            while (last > 0 && SeriesLedger.IsMissing(cells[last].Trim())) last--;
            if (last == 0)
            {
                ledger.Fail(lines.Line, $"the series {Fault.Quote(cells[0])} has no value", "remove the line");
                continue;
            }

            ledger.EnterWhole(lines.Line, cells[0].Trim(), cells, last);
        }
    }
}
