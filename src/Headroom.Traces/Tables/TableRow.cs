using System.Globalization;
using nietras.SeparatedValues;

namespace Headroom.Traces.Tables;

/// <summary>
/// The cells of one line. The first fault sticks: after it every cell reads as empty or zero and further faults are not
/// noted, so that a reader takes all cells in turn and asks once at the end.
/// </summary>
internal ref struct TableRow
{
    private readonly SepReader.Row _row;
    private readonly IReadOnlyList<string>? _cells;

    /// <summary>A line as it was split.</summary>
    public TableRow(SepReader.Row row) => _row = row;

    /// <summary>A line whose cells had to be put together.</summary>
    public TableRow(IReadOnlyList<string> cells) => _cells = cells;

    /// <summary>A line without usable cells.</summary>
    public TableRow(Fault fault) => Fault = fault;

    /// <summary>What is wrong with the line; null while nothing is known to be.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>Notes what is wrong, unless something was before.</summary>
    public void Fail(string problem, string remedy) => Fault ??= new Fault(problem, remedy);

    /// <summary>Text of a cell; empty where the file lacks the column.</summary>
    public readonly ReadOnlySpan<char> Text(Column column)
    {
        if (Fault is not null || !column.IsPresent) return default;

        return _cells is null ? _row[column.Index].Span : _cells[column.Index];
    }

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public long Whole(Column column, long max, long min = 0)
    {
        var text = Text(column);
        var isWhole = long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number);
        if (isWhole && number >= min && number <= max) return number;

        Fail(NumberProblem(column, text, min, max), $"write a whole number from {min} to {max}");
        return 0;
    }

    /// <summary>A number from 0 to <paramref name="max"/>, decimals allowed.</summary>
    public double Number(Column column, double max)
    {
        var text = Text(column);
        if (TryNumber(text, out var number) && number >= 0 && number <= max) return number;

        Fail(
            NumberProblem(column, text, 0, max),
            string.Create(CultureInfo.InvariantCulture, $"write a number from 0 to {max:R}"));
        return 0;
    }

    /// <summary>
    /// A time from 0 to <paramref name="max"/> milliseconds, written in units of <paramref name="unit"/>
    /// milliseconds.
    /// </summary>
    public long Milliseconds(Column column, long unit, long max) =>
        (long)Math.Round(Number(column, max / unit) * unit, MidpointRounding.AwayFromZero);

    /// <summary>A text of at most <paramref name="lengthMax"/> characters.</summary>
    public ReadOnlySpan<char> Label(Column column, int lengthMax)
    {
        var text = Text(column);
        if (text.Length <= lengthMax) return text;

        Fail($"{column.Name} has {text.Length} characters", $"shorten it to at most {lengthMax}");
        return default;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static string NumberProblem(Column column, ReadOnlySpan<char> text, double min, double max)
    {
        if (text.IsWhiteSpace()) return $"{column.Name} is empty";

        var shown = $"{column.Name} {Tables.Fault.Quote(text)}";
        if (!TryNumber(text, out var number)) return $"{shown} is no number";
        if (number < 0) return $"{shown} is negative";
        if (number < min) return $"{shown} is too small";

        return number > max ? $"{shown} is too large" : $"{shown} is no whole number";
    }
}
