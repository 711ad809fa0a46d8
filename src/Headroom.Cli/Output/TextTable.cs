using System.Text;

namespace Headroom.Cli.Output;

/// <summary>
/// A table for people: columns aligned by two spaces, no lines. On a terminal the last column is cut to its width;
/// in a pipe every cell is whole. Not Spectre's: that one breaks words inside the table as soon as it is narrow.
/// </summary>
internal sealed class TextTable(params TableColumn[] columns)
{
    private const string Gap = "  ";

    private readonly List<TableCell[]> _rows = [];
    private readonly int[] _widths = [.. columns.Select(column => DisplayWidth.Of(column.Title))];
    private bool _hasTitles;

    public void Add(params TableCell[] cells)
    {
        if (cells.Length != columns.Length)
        {
            throw new InvalidOperationException(
                $"The table has {columns.Length} columns, the row {cells.Length} cells.");
        }

        _rows.Add(cells);
    }

    /// <summary>Writes the table; again, the rows that were added since, in columns that only grow.</summary>
    public void Write(Terminal terminal)
    {
        foreach (var row in _rows)
        {
            for (var index = 0; index < row.Length; index++)
                _widths[index] = Math.Max(_widths[index], DisplayWidth.Of(row[index].Text));
        }

        int[] widths = [.. _widths];
        if (terminal.Width is { } width)
        {
            widths[^1] = Math.Min(
                widths[^1], Math.Max(1, width - widths[..^1].Sum() - Gap.Length * (widths.Length - 1)));
        }

        if (!_hasTitles)
        {
            terminal.Output.WriteLine(
                Line([.. columns.Select(column => new TableCell(column.Title))], widths, colors: false));
            _hasTitles = true;
        }

        foreach (var row in _rows) terminal.Output.WriteLine(Line(row, widths, terminal.HasColors));
        _rows.Clear();
    }

    private string Line(TableCell[] cells, int[] widths, bool colors)
    {
        var line = new StringBuilder();
        for (var index = 0; index < cells.Length; index++)
        {
            var text = DisplayWidth.Cut(cells[index].Text, widths[index]);
            var padding = new string(' ', widths[index] - DisplayWidth.Of(text));
            var colored = colors && cells[index].IsBest ? $"\e[1;32m{text}\e[0m" : text;
            line.Append(index == 0 ? "" : Gap).Append(columns[index].IsNumber ? padding + colored : colored + padding);
        }

        return line.ToString().TrimEnd();
    }
}

/// <summary>A column: numbers stand at its right edge, words at its left.</summary>
internal sealed record TableColumn(string Title, bool IsNumber = true)
{
    public static TableColumn Words(string title) => new(title, IsNumber: false);
}

/// <summary>A cell; the best of its kind is coloured where colours are allowed.</summary>
internal sealed record TableCell(string Text, bool IsBest = false)
{
    public string Text { get; } = DisplayWidth.Printable(Text);

    public static implicit operator TableCell(string text) => new(text);

    /// <summary>A row of plain cells.</summary>
    public static TableCell[] Row(params string[] texts) => [.. texts.Select(text => new TableCell(text))];
}
