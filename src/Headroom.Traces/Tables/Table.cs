using Headroom.Traces.Input;
using nietras.SeparatedValues;

namespace Headroom.Traces.Tables;

/// <summary>
/// A text file of separated cells under one header line. Every line is a row of its own: quotes never join lines, so
/// that one stray quote cannot swallow what follows it. Blank lines are passed over.
/// </summary>
internal sealed class Table : IDisposable
{
    private const int BlankLinesMax = 1_000_000;

    private readonly string _path;
    private readonly TableForm _form;
    private readonly BoundedText _text;
    private readonly SepReader _reader;
    private int _blankLines;

    private Table(string path, TableForm form, BoundedText text)
    {
        _path = path;
        _form = form;
        _text = text;
        _reader = Sep.New(form.Separator)
            .Reader(options => options with
            {
                HasHeader = false,
                DisableColCountCheck = true,
                DisableQuotesParsing = true,
            })
            .From(text);
        Header = ReadHeader();
    }

    /// <summary>The checked first line.</summary>
    public Header Header { get; }

    /// <summary>Line of the current row, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The current row. One whose cells do not match the header carries that fault from the start.</summary>
    public TableRow Row
    {
        get
        {
            var row = _reader.Current;
            if (_form.IsQuoted && row.Span.Contains('"')) return QuotedRow(row);

            return row.ColCount == Header.Count ? new TableRow(row) : SurplusRow(row);
        }
    }

    /// <summary>Opens the file and reads its header.</summary>
    /// <exception cref="TraceFormatException">The file cannot be opened or its header is at fault.</exception>
    public static Table Open(string path, TableForm form)
    {
        var text = TraceFile.Open(path);
        try
        {
            return new Table(path, form, text);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row that is not blank; false at the end.</summary>
    /// <exception cref="TraceFormatException">There are more than a million blank lines, which is no table.</exception>
    public bool MoveNext()
    {
        while (_reader.MoveNext())
        {
            Line++;
            if (!_reader.Current.Span.IsWhiteSpace()) return true;
            if (++_blankLines > BlankLinesMax)
                throw Refused(new($"there are more than {BlankLinesMax} blank lines", "remove them"));
        }

        return false;
    }

    /// <summary>The refusal of the file for a fault in the current line.</summary>
    public TraceFormatException Refused(Fault fault) => new(_path, Line, fault.Problem, fault.Remedy);

    /// <summary>The refusal of the file as a whole.</summary>
    public TraceFormatException RefusedWhole(Fault fault) => new(_path, 0, fault.Problem, fault.Remedy);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _text.Dispose();
    }

    private Header ReadHeader()
    {
        if (!MoveNext())
        {
            throw new TraceFormatException(
                _path,
                0,
                "the file is empty",
                $"write a header line and the lines of the {_form.Name} form");
        }

        var row = _reader.Current;
        var names = new string[row.ColCount];
        for (var i = 0; i < names.Length; i++)
            names[i] = row[i].ToString();

        return new Header(_path, Line, _form, names);
    }

    private TableRow QuotedRow(SepReader.Row row)
    {
        if (QuotedLine.Split(row.Span, _form.Separator) is not { } cells)
        {
            return new TableRow(new Fault(
                "a quote is not closed on its line or is followed by text",
                "double the quotes inside a quoted cell"));
        }

        return cells.Count == Header.Count ? new TableRow(cells) : new TableRow(WrongCount(cells.Count));
    }

    private TableRow SurplusRow(SepReader.Row row)
    {
        var surplus = row.ColCount - Header.Count;
        if (surplus < 0 || Header.FreeText.Count == 0) return new TableRow(WrongCount(row.ColCount));
        if (Header.FreeText is not [var freeText]) return new TableRow(Ambiguous());

        var cells = new string[Header.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = row[i <= freeText.Index ? i : i + surplus].ToString();

        var pieces = row[freeText.Index..(freeText.Index + surplus + 1)];
        cells[freeText.Index] = pieces.JoinToString(_form.Separator.ToString());
        return new TableRow(cells);
    }

    private Fault WrongCount(int count) => count < Header.Count
        ? new($"the line has {count} of {Header.Count} columns", "it may be cut off: write it again in full")
        : new($"the line has {count} columns and the header {Header.Count}", SurplusRemedy());

    private string SurplusRemedy() =>
        _form.IsQuoted
            ? "put a cell that holds the separator in double quotes"
            : "remove the separator from the cell that holds one";

    private Fault Ambiguous() => new(
        "a cell holds the separator, and it is open which one",
        $"export only one of {string.Join(", ", Header.FreeText.Select(column => column.Name))}");
}
