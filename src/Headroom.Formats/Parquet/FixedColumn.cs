using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ParquetSharp;

namespace Headroom.Formats.Parquet;

/// <summary>A column of values of one size.</summary>
internal sealed class FixedColumn<T>(ColumnDescriptor column, bool showsAll) : ParquetColumn(column, showsAll)
    where T : unmanaged
{
    private const double WholeMax = 1L << 53;

    private readonly bool _showsAll = showsAll;
    private ColumnReader<T>? _reader;
    private T[] _values = [];
    private int _count;
    private T[] _kept = [];
    private int _keptCount;

    public override long Bytes => (long)_count * Unsafe.SizeOf<T>();

    protected override bool HasNext => _reader!.HasNext;

    public override void Begin(ColumnReader reader)
    {
        base.Begin(reader);
        _reader = (ColumnReader<T>)reader;
        _count = 0;
    }

    protected override int ReadLevels(int count, Span<short> definitions, Span<short> repetitions, out int values)
    {
        if (_values.Length < _count + count) Array.Resize(ref _values, Math.Max(2 * _count, _count + count));
        var levels = (int)_reader!.ReadBatch(
            count, definitions, repetitions, _values.AsSpan(_count, count), out var read);
        values = (int)read;
        _count += values;
        return levels;
    }

    protected override void DropValues(int count)
    {
        _values.AsSpan(count, _count - count).CopyTo(_values);
        _count -= count;
    }

    // Numbers with fractions are nobody's number; they are told where all is asked for.
    protected override bool Shows(int value) => IsShown && (_showsAll || _values[value] is not double number
        || (Math.Abs(number) < WholeMax && number == Math.Truncate(number)));

    protected override void Show(int value, IBufferWriter<byte> json)
    {
        var span = json.GetSpan(64);
        json.Advance(_values[value] switch
        {
            int number => Written(Utf8Formatter.TryFormat(number, span, out var length), length),
            long number => Written(Utf8Formatter.TryFormat(number, span, out var length), length),
            double number when Math.Abs(number) < WholeMax && number == Math.Truncate(number) =>
                Written(Utf8Formatter.TryFormat((long)number, span, out var length), length),
            var other => System.Text.Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"\"{other}\""), span),
        });
    }

    protected override void KeepValue(int value) => Add(_values[value]);

    protected override bool TakeValue(int value, ref Utf8JsonReader json)
    {
        var text = json.ValueSpan;
        if (!Utf8Parser.TryParse(text, out long number, out var used) || used != text.Length) return false;

        switch (_values[value])
        {
            case int when number is >= int.MinValue and <= int.MaxValue:
                var narrow = (int)number;
                Add(Unsafe.As<int, T>(ref narrow));
                return true;
            case long:
                Add(Unsafe.As<long, T>(ref number));
                return true;
            case double when Math.Abs((double)number) < WholeMax:
                var floating = (double)number;
                Add(Unsafe.As<double, T>(ref floating));
                return true;
            default:
                return false;
        }
    }

    protected override void WriteLevels(
        ColumnWriter writer, int count, ReadOnlySpan<short> definitions, ReadOnlySpan<short> repetitions)
    {
        ((ColumnWriter<T>)writer).WriteBatch(count, definitions, repetitions, _kept.AsSpan(0, _keptCount));
        _keptCount = 0;
    }

    private static int Written(bool isWritten, int length) => isWritten ? length : 0;

    private void Add(T value)
    {
        if (_keptCount == _kept.Length) Array.Resize(ref _kept, Math.Max(1024, 2 * _keptCount));
        _kept[_keptCount++] = value;
    }
}
