using ParquetSharp;

namespace Headroom.Formats.Parquet;

/// <summary>The rows of a file, some at a time, with all columns or those that are shown.</summary>
internal sealed class ParquetRows : IDisposable
{
    private const long BatchBytes = 4 << 20;
    private const int BatchRowsMax = 4_096;

    private readonly string _path;
    private readonly ParquetFileReader _reader;
    private readonly ParquetColumn?[] _columns;
    private readonly List<ColumnReader> _open = [];
    private RowGroupReader? _group;
    private int _groups;
    private long _left;
    private int _batchRows;

    /// <param name="path">The file.</param>
    /// <param name="showsAll">Whether all values are shown, or only those in which people can be named.</param>
    /// <param name="readsAll">Whether columns that are not shown are read as well.</param>
    /// <param name="passesBroken">Whether texts that are no UTF-8 are shown as they are.</param>
    public ParquetRows(string path, bool showsAll, bool readsAll, bool passesBroken = false)
    {
        _path = path;
        _reader = ParquetFile.Open(path);
        try
        {
            _columns = ParquetFile.Told(path, "the schema cannot be read", () => Columns(showsAll, readsAll, passesBroken));
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    public ParquetFileReader File => _reader;

    /// <summary>Columns in the order of the schema; null for one that is not read.</summary>
    public IReadOnlyList<ParquetColumn?> All => _columns;

    /// <summary>Names of all columns, also of those that are not read.</summary>
    public IEnumerable<string> Names => Enumerable.Range(0, _columns.Length)
        .Select(index => ColumnForms.NameOf(_reader.FileMetaData.Schema.Column(index)));

    /// <summary>Rows read so far, with those of the last batch.</summary>
    public long Reached { get; private set; }

    /// <summary>Rows of the last batch.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a row group ends with the last batch.</summary>
    public bool IsGroupOver => _left == 0;

    /// <summary>Reads the next rows; false at the end.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is damaged here; who calls again is given what stands behind the row group.
    /// </exception>
    public bool Read()
    {
        try
        {
            return ReadBatch();
        }
        catch (InvalidDataException)
        {
            Reached += Math.Max(0, _left);
            (Count, _left) = (0, 0);
            throw;
        }
    }

    private bool ReadBatch()
    {
        while (_left == 0)
        {
            CloseGroup();
            if (_groups == _reader.FileMetaData.NumRowGroups) return false;
            var group = _groups++;
            ParquetFile.Told(_path, $"row group {group} cannot be read", () => BeginGroup(group));
        }

        var rows = (int)Math.Min(_batchRows, _left);
        foreach (var column in _columns)
        {
            if (column is null) continue;
            ParquetFile.Told(_path, $"rows {Reached} to {Reached + rows - 1}: column '{column.Name}' cannot be read", () => ReadColumn(column, rows));
        }

        _left -= rows;
        Count = rows;
        Reached += rows;
        return true;
    }

    public void Dispose()
    {
        CloseGroup();
        _reader.Dispose();
    }

    private ParquetColumn?[] Columns(bool showsAll, bool readsAll, bool passesBroken)
    {
        var schema = _reader.FileMetaData.Schema;
        var columns = new ParquetColumn?[schema.NumColumns];
        for (var index = 0; index < columns.Length; index++)
        {
            var column = ParquetColumn.Of(schema.Column(index), showsAll, passesBroken);
            columns[index] = readsAll || column.IsShown ? column : null;
        }

        return columns;
    }

    private bool ReadColumn(ParquetColumn column, int rows)
    {
        try
        {
            column.Read(rows);
            return true;
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{_path}, rows {Reached} to {Reached + rows - 1}: {fault.Message}; fetch the file again, or write it anew");
        }
    }

    private bool BeginGroup(int index)
    {
        _group = _reader.RowGroup(index);
        _left = _group.MetaData.NumRows;
        if (_left < 0) throw new InvalidDataException($"{_path}, row group {index}: it has fewer than no rows; fetch the file again");

        // Rows of any width: a batch is so many that they take some megabytes.
        var width = Math.Max(1, _group.MetaData.TotalByteSize / Math.Max(1, _left));
        _batchRows = (int)Math.Clamp(BatchBytes / width, 1, BatchRowsMax);
        for (var column = 0; column < _columns.Length; column++)
        {
            if (_columns[column] is not { } read) continue;
            var reader = _group.Column(column);
            _open.Add(reader);
            read.Begin(reader);
        }

        return true;
    }

    private void CloseGroup()
    {
        foreach (var reader in _open) reader.Dispose();
        _open.Clear();
        _group?.Dispose();
        _group = null;
    }
}
