using Headroom.Traces.Input;

namespace Headroom.Traces.Tables;

/// <summary>
/// A table of separated values whose columns are found by name and whose quoted cells may hold line breaks, as public
/// tables of models have them.
/// </summary>
internal sealed class NamedTable : IDisposable
{
    private const long TextBytesMax = 1L << 28;
    private const int JoinedLinesMax = 1000;

    private readonly string _path;
    private readonly BoundedText _text;
    private readonly string[] _names;
    private IReadOnlyList<string> _cells = [];
    private long _read;

    /// <summary>Opens the file and reads its header.</summary>
    public NamedTable(string path)
    {
        _path = path;
        _text = TraceFile.Open(path, TextBytesMax, "split it");
        _names = Take() is { } names
            ? [.. names.Select(name => name.Trim())]
            : throw new TraceFormatException(path, 0, "the file is empty", "write a header line and rows");
    }

    /// <summary>Line on which the current row begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Place of the column of a name; -1 where there is none.</summary>
    public int ColumnOrNone(string name) =>
        Array.FindIndex(_names, other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Place of the first column that has one of the names, in their order.</summary>
    /// <exception cref="TraceFormatException">There is none.</exception>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var index = ColumnOrNone(name);
            if (index >= 0) return index;
        }

        throw new TraceFormatException(
            _path, 1, $"there is no column {string.Join(" or ", names.ToArray())}", "add it, or rename the one meant");
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool MoveNext()
    {
        if (Take() is not { } cells) return false;

        _cells = cells;
        return true;
    }

    /// <summary>Text of a cell; empty where the row is shorter.</summary>
    public string Text(int column) => column < _cells.Count ? _cells[column].Trim() : "";

    /// <summary>The refusal of the file for the current row.</summary>
    public TraceFormatException Refused(string problem, string remedy) => new(_path, Line, problem, remedy);

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private IReadOnlyList<string>? Take()
    {
        while (_text.ReadLine() is { } line)
        {
            Line = ++_read;
            if (string.IsNullOrWhiteSpace(line)) continue;

            for (var joined = 0; ; joined++)
            {
                if (QuotedLine.Split(line, ',') is { } cells) return cells;
                if (joined == JoinedLinesMax || _text.ReadLine() is not { } more)
                    throw Refused("a quote is not closed or is followed by text", "double the quotes inside a quoted cell");

                _read++;
                line += '\n' + more;
            }
        }

        return null;
    }
}
