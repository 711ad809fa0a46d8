using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using ParquetSharp;

namespace Headroom.Formats.Parquet;

/// <summary>A column of bytes: texts, blobs, and values of a length that the schema gives.</summary>
internal sealed class BytesColumn(ColumnDescriptor column, bool showsAll, bool passesBroken)
    : ParquetColumn(column, showsAll)
{
    private readonly int _length = column.PhysicalType == PhysicalType.FixedLenByteArray ? column.TypeLength : 0;
    private readonly bool _mustBeText = SaysText(column);
    private readonly ByteRuns _values = new();
    private readonly ByteRuns _kept = new();
    private ColumnReader? _reader;
    private ByteArray[] _places = [];
    private FixedLenByteArray[] _fixedPlaces = [];

    public override long Bytes => _values.Bytes;

    protected override bool HasNext => _reader!.HasNext;

    public override void Begin(ColumnReader reader)
    {
        base.Begin(reader);
        _reader = reader;
        _values.Clear();
    }

    // The library's pointers hold until the next call: what they point at is copied at once.
    protected override unsafe int ReadLevels(
        int count, Span<short> definitions, Span<short> repetitions, out int values)
    {
        long levels, read;
        if (_length > 0)
        {
            if (_fixedPlaces.Length < count) _fixedPlaces = new FixedLenByteArray[count];
            levels = ((ColumnReader<FixedLenByteArray>)_reader!).ReadBatch(
                count, definitions, repetitions, _fixedPlaces.AsSpan(0, count), out read);
            for (var index = 0; index < read; index++)
                _values.Add(new ReadOnlySpan<byte>((void*)_fixedPlaces[index].Pointer, _length));
        }
        else
        {
            if (_places.Length < count) _places = new ByteArray[count];
            levels = ((ColumnReader<ByteArray>)_reader!).ReadBatch(
                count, definitions, repetitions, _places.AsSpan(0, count), out read);
            for (var index = 0; index < read; index++)
                _values.Add(new ReadOnlySpan<byte>((void*)_places[index].Pointer, _places[index].Length));
        }

        values = (int)read;
        return (int)levels;
    }

    protected override void DropValues(int count) => _values.RemoveFirst(count);

    protected override bool Shows(int value)
    {
        if (!IsShown) return false;
        if (Utf8.IsValid(_values[value]) || (_mustBeText && passesBroken)) return true;
        return _mustBeText
            ? throw new InvalidDataException($"column '{Name}' says that it is text and holds bytes that are no UTF-8")
            : false;
    }

    protected override void Show(int value, IBufferWriter<byte> json)
    {
        json.Write("\""u8);
        JsonEscapes.Write(_values[value], json);
        json.Write("\""u8);
    }

    protected override void KeepValue(int value) => _kept.Add(_values[value]);

    protected override void KeepText(ReadOnlySpan<byte> text) => _kept.Add(text);

    protected override bool TakeValue(int value, ref Utf8JsonReader json)
    {
        if (json.ValueIsEscaped) _kept.Add(json.CopyString(_kept.Room(json.ValueSpan.Length)));
        else _kept.Add(json.ValueSpan);
        return true;
    }

    protected override unsafe void WriteLevels(
        ColumnWriter writer, int count, ReadOnlySpan<short> definitions, ReadOnlySpan<short> repetitions)
    {
        fixed (byte* bytes = &MemoryMarshal.GetReference(_kept.All))
        {
            if (_length > 0)
            {
                var places = new FixedLenByteArray[_kept.Count];
                for (var index = 0; index < places.Length; index++)
                    places[index] = new FixedLenByteArray((nint)(bytes + _kept.StartOf(index)));
                ((ColumnWriter<FixedLenByteArray>)writer).WriteBatch(count, definitions, repetitions, places);
            }
            else
            {
                var places = new ByteArray[_kept.Count];
                for (var index = 0; index < places.Length; index++)
                    places[index] = new ByteArray((nint)(bytes + _kept.StartOf(index)), _kept[index].Length);
                ((ColumnWriter<ByteArray>)writer).WriteBatch(count, definitions, repetitions, places);
            }
        }

        _kept.Clear();
    }

    private static bool SaysText(ColumnDescriptor column)
    {
        using var logical = column.LogicalType;
        return logical.Type is LogicalTypeEnum.String or LogicalTypeEnum.Json or LogicalTypeEnum.Enum;
    }
}
