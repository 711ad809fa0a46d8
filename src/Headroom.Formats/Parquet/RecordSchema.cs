using System.Text;
using System.Text.Json;

namespace Headroom.Formats.Parquet;

/// <summary>
/// Which columns records of JSON make up: one for each name of a member at their top, in the order in which names come
/// first. All records are noted before the first one is written.
/// </summary>
public sealed class RecordSchema
{
    private const int ColumnsMax = 1_000;

    private readonly List<byte[]> _names = [];
    private readonly Dictionary<string, int> _numbers = [];
    private int _expected;

    internal List<RecordColumn> Columns { get; } = [];

    /// <summary>Notes a record.</summary>
    /// <param name="record">An object, which was read before, so that it is JSON.</param>
    /// <exception cref="InvalidDataException">Records have more than 1,000 names.</exception>
    public void Note(ReadOnlySpan<byte> record)
    {
        var json = Begin(record);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var column = NumberOf(ref json);
            json.Read();
            Columns[column].Note(ref json);
            json.Skip();
        }
    }

    /// <summary>Where the values of a record stand, by column; the last one where a name comes twice.</summary>
    internal void Find(ReadOnlySpan<byte> record, Span<Range> values)
    {
        values.Clear();
        var json = Begin(record);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var column = NumberOf(ref json);
            json.Read();
            var start = (int)json.TokenStartIndex;
            json.Skip();
            values[column] = start..(int)json.BytesConsumed;
        }
    }

    private Utf8JsonReader Begin(ReadOnlySpan<byte> record)
    {
        _expected = 0;
        var json = new Utf8JsonReader(record);
        json.Read();
        return json;
    }

    // Most records have their members in the order of those before.
    private int NumberOf(ref Utf8JsonReader json)
    {
        if (_expected < _names.Count && json.ValueTextEquals(_names[_expected])) return _expected++;

        var name = NameOf(ref json);
        if (!_numbers.TryGetValue(name, out var number))
        {
            number = _names.Count;
            if (number == ColumnsMax)
            {
                throw new InvalidDataException(
                    $"its records have more than {ColumnsMax} different members, which would be as many columns");
            }

            _numbers[name] = number;
            _names.Add(Encoding.UTF8.GetBytes(name));
            Columns.Add(new RecordColumn(name));
        }

        _expected = number + 1;
        return number;
    }

    // A name may have half of a surrogate pair, which no UTF-8 has.
    private static string NameOf(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(json.ValueSpan);
        }
    }
}
