using System.Buffers;
using System.Text.Json;
using ParquetSharp;

namespace Headroom.Formats.Parquet;

/// <summary>
/// A column of a file, read some rows at a time. A row has no value, one, or where lists are nested any number; what
/// stands between them is in the levels of Parquet, which are kept as they are.
/// </summary>
internal abstract class ParquetColumn
{
    private const int LevelsMin = 256;

    private readonly bool _isRepeated;
    private readonly short _present;
    private readonly List<int> _rowLevels = [];
    private readonly List<int> _rowValues = [];
    private short[] _definitions = [];
    private short[] _repetitions = [];
    private int _levels;
    private int _values;
    private int _rows;
    private short[] _keptDefinitions = [];
    private short[] _keptRepetitions = [];
    private int _keptLevels;

    protected ParquetColumn(ColumnDescriptor column, bool showsAll)
    {
        Name = ColumnForms.NameOf(column);
        Form = ColumnForms.Of(column);
        IsShown = showsAll || Form != ColumnForm.Other;
        _present = column.MaxDefinitionLevel;
        _isRepeated = column.MaxRepetitionLevel > 0;
        using var node = column.SchemaNode;
        CanBeNull = node.Repetition == Repetition.Optional;
    }

    /// <summary>Path of the column.</summary>
    public string Name { get; }

    public ColumnForm Form { get; }

    /// <summary>Whether its values are in lines of JSON.</summary>
    public bool IsShown { get; }

    /// <summary>Whether a value may be null.</summary>
    public bool CanBeNull { get; }

    /// <summary>The column that a schema describes.</summary>
    public static ParquetColumn Of(ColumnDescriptor column, bool showsAll, bool passesBroken)
    {
        return column.PhysicalType switch
        {
            PhysicalType.ByteArray or PhysicalType.FixedLenByteArray => new BytesColumn(column, showsAll, passesBroken),
            PhysicalType.Boolean => new FixedColumn<bool>(column, showsAll),
            PhysicalType.Int32 => new FixedColumn<int>(column, showsAll),
            PhysicalType.Int64 => new FixedColumn<long>(column, showsAll),
            PhysicalType.Int96 => new FixedColumn<Int96>(column, showsAll),
            PhysicalType.Float => new FixedColumn<float>(column, showsAll),
            PhysicalType.Double => new FixedColumn<double>(column, showsAll),
            _ => throw new NotSupportedException($"column '{ColumnForms.NameOf(column)}' has a type that is not known"),
        };
    }

    /// <summary>Begins with a row group.</summary>
    public virtual void Begin(ColumnReader reader)
    {
        (_levels, _values, _rows) = (0, 0, 0);
        _rowLevels.Clear();
        _rowValues.Clear();
    }

    /// <summary>Reads the next rows of the group.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public void Read(int rows)
    {
        Drop();
        while (_rowLevels.Count <= rows && HasNext)
        {
            // Of a flat column exactly its rows; of lists as many levels as it takes to see where the next row begins.
            var wanted = _isRepeated ? Math.Max(rows, LevelsMin) : rows - _rowLevels.Count;
            if (wanted == 0) break;

            Room(wanted);
            var read = ReadLevels(
                wanted, _definitions.AsSpan(_levels, wanted), _repetitions.AsSpan(_levels, wanted), out var values);
            if (_present == 0) _definitions.AsSpan(_levels, read).Clear();
            if (!_isRepeated) _repetitions.AsSpan(_levels, read).Clear();
            if (read == 0 || values != Count(read)) throw new InvalidDataException($"column '{Name}' ends before its rows");
        }

        if (_rowLevels.Count < rows) throw new InvalidDataException($"column '{Name}' ends before its rows");
        if (_rowLevels.Count == rows) AddPlace();
        _rows = rows;
    }

    /// <summary>Bytes that the values of the last rows read take.</summary>
    public abstract long Bytes { get; }

    /// <summary>Writes the member of a row; nothing where it has no value.</summary>
    public void Show(int row, IBufferWriter<byte> json, ref bool isFirst)
    {
        var isOpen = false;
        for (var value = _rowValues[row]; value < _rowValues[row + 1]; value++)
        {
            if (!Shows(value)) continue;
            if (!isOpen) BeginMember(json, ref isFirst);
            else json.Write(","u8);
            isOpen = true;
            Show(value, json);
        }

        if (isOpen && _isRepeated) json.Write("]"u8);
    }

    /// <summary>Takes a row over as it is.</summary>
    public void Keep(int row)
    {
        KeepLevels(row);
        for (var value = _rowValues[row]; value < _rowValues[row + 1]; value++) KeepValue(value);
    }

    /// <summary>Takes a row over with another text, where it has one.</summary>
    public void KeepAs(int row, ReadOnlySpan<byte> text)
    {
        KeepLevels(row);
        for (var value = _rowValues[row]; value < _rowValues[row + 1]; value++) KeepText(text);
    }

    /// <summary>Takes a row over with the values that its line has now.</summary>
    /// <param name="row">The row.</param>
    /// <param name="json">Behind the member before; then behind this one.</param>
    /// <exception cref="InvalidDataException">A value cannot stand in the column.</exception>
    public void Replace(int row, ref Utf8JsonReader json)
    {
        var level = KeepLevels(row);
        var isOpen = false;
        for (var value = _rowValues[row]; value < _rowValues[row + 1]; value++, level++)
        {
            while (_keptDefinitions[level] != _present) level++;
            if (!Shows(value))
            {
                KeepValue(value);
                continue;
            }

            if (!isOpen) EnterMember(ref json);
            isOpen = true;
            json.Read();
            if (TakeValue(value, ref json)) continue;

            if (!CanBeNull)
            {
                throw new InvalidDataException(
                    $"column '{Name}' holds numbers that must be there, and no text can stand in their place; use ff1 or keep for it, or make it a text first");
            }

            _keptDefinitions[level]--;
        }

        if (isOpen && _isRepeated) json.Read();
    }

    /// <summary>Writes the rows that were taken over, and forgets them.</summary>
    public void Write(ColumnWriter writer)
    {
        WriteLevels(
            writer, _keptLevels, _keptDefinitions.AsSpan(0, _keptLevels), _keptRepetitions.AsSpan(0, _keptLevels));
        _keptLevels = 0;
    }

    protected abstract bool HasNext { get; }

    /// <summary>Reads at most so many levels, and keeps their values behind those that are there.</summary>
    protected abstract int ReadLevels(int count, Span<short> definitions, Span<short> repetitions, out int values);

    /// <summary>Forgets the first values.</summary>
    protected abstract void DropValues(int count);

    protected abstract bool Shows(int value);

    protected abstract void Show(int value, IBufferWriter<byte> json);

    protected abstract void KeepValue(int value);

    protected virtual void KeepText(ReadOnlySpan<byte> text) =>
        throw new InvalidDataException($"column '{Name}' holds no texts");

    /// <summary>Takes what stands in the place of a value; false where it cannot be one of the column's.</summary>
    protected abstract bool TakeValue(int value, ref Utf8JsonReader json);

    protected abstract void WriteLevels(
        ColumnWriter writer, int count, ReadOnlySpan<short> definitions, ReadOnlySpan<short> repetitions);

    private void Drop()
    {
        if (_rowLevels.Count == 0) return;

        // Behind the rows before stands what was read ahead.
        var (level, value) = (_rowLevels[_rows], _rowValues[_rows]);
        _definitions.AsSpan(level, _levels - level).CopyTo(_definitions);
        _repetitions.AsSpan(level, _levels - level).CopyTo(_repetitions);
        DropValues(value);
        _levels -= level;
        var ahead = _levels;
        (_levels, _values) = (0, 0);
        _rowLevels.Clear();
        _rowValues.Clear();
        Count(ahead);
    }

    // Where rows begin within the levels that were read, and how many values there are.
    private int Count(int levels)
    {
        var before = _values;
        for (var end = _levels + levels; _levels < end; _levels++)
        {
            if (_repetitions[_levels] == 0) AddPlace();
            else if (_rowLevels.Count == 0) throw new InvalidDataException($"column '{Name}' begins inside a row");
            if (_definitions[_levels] == _present) _values++;
        }

        return _values - before;
    }

    private void AddPlace()
    {
        _rowLevels.Add(_levels);
        _rowValues.Add(_values);
    }

    private void Room(int levels)
    {
        if (_definitions.Length >= _levels + levels) return;

        Array.Resize(ref _definitions, Math.Max(2 * _levels, _levels + levels));
        Array.Resize(ref _repetitions, _definitions.Length);
    }

    private int KeepLevels(int row)
    {
        var (start, length, first) = (_rowLevels[row], _rowLevels[row + 1] - _rowLevels[row], _keptLevels);
        if (_keptDefinitions.Length < first + length)
        {
            Array.Resize(ref _keptDefinitions, Math.Max(2 * first, first + length));
            Array.Resize(ref _keptRepetitions, _keptDefinitions.Length);
        }

        _definitions.AsSpan(start, length).CopyTo(_keptDefinitions.AsSpan(first));
        _repetitions.AsSpan(start, length).CopyTo(_keptRepetitions.AsSpan(first));
        _keptLevels += length;
        return first;
    }

    private void BeginMember(IBufferWriter<byte> json, ref bool isFirst)
    {
        json.Write(isFirst ? "\""u8 : ",\""u8);
        isFirst = false;
        JsonEscapes.Write(System.Text.Encoding.UTF8.GetBytes(Name), json);
        json.Write(_isRepeated ? "\":["u8 : "\":"u8);
    }

    // Members come in the order of columns: a name that was masked itself does no harm.
    private void EnterMember(ref Utf8JsonReader json)
    {
        json.Read();
        if (_isRepeated) json.Read();
    }
}
