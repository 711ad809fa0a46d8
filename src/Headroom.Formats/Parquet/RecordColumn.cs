using System.Buffers.Text;
using System.Text.Json;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Headroom.Formats.Parquet;

/// <summary>
/// A column that the members of one name make up: of texts, whole numbers, numbers or truths where all values are such,
/// else of JSON, as text.
/// </summary>
internal sealed class RecordColumn(string name)
{
    private const long ExactMax = 1L << 53;

    private readonly TextColumn _texts = new();
    private readonly List<short> _definitions = [];
    private readonly List<long> _wholes = [];
    private readonly List<double> _numbers = [];
    private readonly List<bool> _truths = [];
    private Seen _seen;
    private byte[] _unescaped = [];

    [Flags]
    private enum Seen
    {
        None = 0,
        Text = 1,
        Whole = 2,
        LongWhole = 4,
        Number = 8,
        Truth = 16,
        Other = 32,
    }

    private enum Form
    {
        Text,
        Whole,
        Number,
        Truth,
        Json,
    }

    /// <summary>Bytes of the values that are gathered.</summary>
    public long Bytes => _texts.Bytes + sizeof(long) * (_wholes.Count + _numbers.Count) + _truths.Count;

    private Form Kind => _seen switch
    {
        Seen.None or Seen.Text => Form.Text,
        Seen.Whole or Seen.LongWhole or (Seen.Whole | Seen.LongWhole) => Form.Whole,
        Seen.Number or (Seen.Number | Seen.Whole) => Form.Number,
        Seen.Truth => Form.Truth,
        _ => Form.Json,
    };

    /// <summary>Notes what a value is, before all are added.</summary>
    /// <param name="json">At the value.</param>
    public void Note(ref Utf8JsonReader json) => _seen |= json.TokenType switch
    {
        JsonTokenType.Null => Seen.None,
        JsonTokenType.String => Seen.Text,
        JsonTokenType.True or JsonTokenType.False => Seen.Truth,
        JsonTokenType.Number when IsWhole(json.ValueSpan, out var whole) =>
            whole is >= -ExactMax and <= ExactMax ? Seen.Whole : Seen.LongWhole,
        JsonTokenType.Number when json.TryGetDouble(out var number) && double.IsFinite(number) => Seen.Number,
        _ => Seen.Other,
    };

    /// <summary>How the schema tells of it.</summary>
    public PrimitiveNode Node()
    {
        var (logical, physical) = Kind switch
        {
            Form.Whole => (LogicalType.Int(64, isSigned: true), PhysicalType.Int64),
            Form.Number => (LogicalType.None(), PhysicalType.Double),
            Form.Truth => (LogicalType.None(), PhysicalType.Boolean),
            _ => (LogicalType.String(), PhysicalType.ByteArray),
        };
        using (logical) return new PrimitiveNode(name, Repetition.Optional, logical, physical);
    }

    /// <summary>Adds the value of a row.</summary>
    /// <param name="value">JSON; empty where the row has none.</param>
    public void Add(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value.SequenceEqual("null"u8))
        {
            AddGap();
            return;
        }

        if (Kind is not (Form.Text or Form.Json)) _definitions.Add(1);
        switch (Kind)
        {
            case Form.Text: AddText(value); break;
            case Form.Json: _texts.Add(value); break;
            case Form.Whole: _wholes.Add(IsWhole(value, out var whole) ? whole : 0); break;
            case Form.Truth: _truths.Add(value[0] == 't'); break;
            default: _numbers.Add(Utf8Parser.TryParse(value, out double number, out _) ? number : double.NaN); break;
        }
    }

    /// <summary>Writes what was added, and forgets it.</summary>
    public void Write(ColumnWriter writer)
    {
        switch (Kind)
        {
            case Form.Whole: Write(writer, _wholes); break;
            case Form.Number: Write(writer, _numbers); break;
            case Form.Truth: Write(writer, _truths); break;
            default: _texts.Write((ColumnWriter<ByteArray>)writer); break;
        }

        _definitions.Clear();
        _wholes.Clear();
        _numbers.Clear();
        _truths.Clear();
    }

    private void Write<T>(ColumnWriter writer, List<T> values)
        where T : unmanaged
    {
        short[] definitions = [.. _definitions];
        ((ColumnWriter<T>)writer).WriteBatch(definitions.Length, definitions, [], [.. values]);
    }

    private void AddGap()
    {
        if (Kind is Form.Text or Form.Json) _texts.AddGap();
        else _definitions.Add(0);
    }

    private void AddText(ReadOnlySpan<byte> value)
    {
        var json = new Utf8JsonReader(value);
        json.Read();
        if (!json.ValueIsEscaped)
        {
            _texts.Add(json.ValueSpan);
            return;
        }

        if (_unescaped.Length < value.Length) _unescaped = new byte[2 * value.Length];
        try
        {
            _texts.Add(_unescaped.AsSpan(0, json.CopyString(_unescaped)));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text: it stays as it was written.
            _texts.Add(json.ValueSpan);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> value, out long whole) =>
        Utf8Parser.TryParse(value, out whole, out var used) && used == value.Length;
}
