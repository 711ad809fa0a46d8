using System.Buffers;
using System.Globalization;
using System.Text;

namespace Headroom.Formats.Parquet;

/// <summary>
/// Reads a Parquet file as JSON Lines: a line for each row, with a member for each column that has a value there, in
/// the order of the schema. Nested columns have their path as name, and lists are arrays.
/// </summary>
public sealed class ParquetRecordStream : ForwardStream
{
    /// <summary>Member that tells a row's place in the file, from 0, where rows are numbered.</summary>
    public const string RowMember = "headroom-row";

    private readonly string _path;
    private readonly bool _isNumbered;
    private readonly bool _isLenient;
    private readonly Func<ParquetRows> _open;
    private ParquetRows? _opened;
    private readonly ArrayBufferWriter<byte> _lines = new();
    private int _taken;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="showsAll">
    /// Whether all columns have members; else those of texts and whole numbers, in which people can be named. Bytes
    /// that are no UTF-8 have none.
    /// </param>
    /// <param name="isNumbered">Whether each line begins with <see cref="RowMember"/>.</param>
    /// <param name="isLenient">
    /// Whether what is damaged is passed over: the file is opened by the first read, texts that are no UTF-8 stand in
    /// their lines as they are, and a damaged row group is told by an exception, behind which reading goes on. All
    /// columns are read, also those that are not shown.
    /// </param>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one.</exception>
    public ParquetRecordStream(string path, bool showsAll = false, bool isNumbered = false, bool isLenient = false)
    {
        (_path, _isNumbered, _isLenient) = (path, isNumbered, isLenient);
        _open = () => new ParquetRows(path, showsAll, readsAll: isLenient, passesBroken: isLenient);
        if (!isLenient) _ = Rows;
    }

    /// <summary>Columns that have members.</summary>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one.</exception>
    public IReadOnlyList<string> Columns =>
        [.. Rows.All.OfType<ParquetColumn>().Where(column => column.IsShown).Select(column => column.Name)];

    /// <summary>Columns that have none.</summary>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one.</exception>
    public IReadOnlyList<string> OtherColumns => [.. Rows.Names.Except(Columns)];

    private ParquetRows Rows => _opened ??= _open();

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="PassedDamageException">
    /// A row group is damaged, and what is damaged is passed over: the next call reads on behind it.
    /// </exception>
    public override int Read(Span<byte> buffer)
    {
        while (_taken == _lines.WrittenCount)
        {
            if (buffer.IsEmpty || !ReadRows()) return 0;

            _lines.ResetWrittenCount();
            _taken = 0;
            for (var row = 0; row < Rows.Count; row++) WriteLine(row);
        }

        var length = Math.Min(buffer.Length, _lines.WrittenCount - _taken);
        _lines.WrittenSpan.Slice(_taken, length).CopyTo(buffer);
        _taken += length;
        return length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _opened?.Dispose();
        base.Dispose(disposing);
    }

    private bool ReadRows()
    {
        var rows = Rows;
        var first = rows.Reached;
        try
        {
            return rows.Read();
        }
        catch (InvalidDataException fault) when (_isLenient)
        {
            var lost = rows.Reached > first ? $"rows {first} to {rows.Reached - 1} are lost" : "its rows are lost";
            throw new PassedDamageException($"{fault.Message}; {lost}", first, fault);
        }
    }

    private void WriteLine(int row)
    {
        var rows = Rows;
        var number = rows.Reached - rows.Count + row;
        _lines.Write("{"u8);
        var isFirst = !_isNumbered;
        if (_isNumbered)
        {
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"\"{RowMember}\":{number}"), _lines);
        }

        try
        {
            foreach (var column in rows.All) column?.Show(row, _lines, ref isFirst);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{_path}, row {number}: {fault.Message}; write it as bytes, or convert it first");
        }

        _lines.Write("}\n"u8);
    }
}
