namespace Headroom.Formats.Parquet;

/// <summary>
/// Writes some rows of a Parquet file to a new one, in their order: with all columns as they are, but for one of texts
/// that may have others, and perhaps with a column behind them that says something of the rows.
/// </summary>
public sealed class ParquetPick : IDisposable
{
    private readonly ParquetRowsWriter _writer;
    private readonly ParquetColumn _text;

    /// <summary>Begins.</summary>
    /// <param name="path">The file that rows are of; damaged row groups, of which none is picked, do no harm.</param>
    /// <param name="target">Where the new one goes; it stays open.</param>
    /// <param name="textColumn">Column whose texts are given with the rows.</param>
    /// <param name="added">Name of the column behind the others; null for none.</param>
    /// <exception cref="InvalidDataException">
    /// It is no Parquet file, a damaged one, or has no such column of texts.
    /// </exception>
    public ParquetPick(string path, Stream target, string textColumn, string? added = null)
    {
        _writer = new ParquetRowsWriter(path, target, added, passesDamage: true);
        _text = _writer.Rows.All.FirstOrDefault(column => column!.Name == textColumn)
            ?? throw new InvalidDataException($"{path}: there is no column '{textColumn}'");
    }

    /// <summary>Whether the file has a column of a name.</summary>
    public static bool Has(string path, string column)
    {
        using var rows = new ParquetRows(path, showsAll: false, readsAll: false);
        return rows.Names.Contains(column);
    }

    /// <summary>Takes a row.</summary>
    /// <param name="row">Its number in the file, from 0, above those before.</param>
    /// <param name="text">Its text, in UTF-8; left out where the row has none.</param>
    /// <param name="note">Value of the column behind the others, in UTF-8; empty for none.</param>
    /// <exception cref="InvalidDataException">There is no such row, or it is damaged.</exception>
    public void Add(long row, ReadOnlySpan<byte> text, ReadOnlySpan<byte> note)
    {
        var place = _writer.GoTo(row);
        foreach (var column in _writer.Rows.All)
        {
            if (column == _text) column.KeepAs(place, text);
            else column!.Keep(place);
        }

        if (note.IsEmpty) _writer.Added?.AddGap();
        else _writer.Added?.Add(note);
        _writer.Taken();
    }

    /// <summary>Ends the file; without it there is no whole one.</summary>
    public void Complete() => _writer.Complete();

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
