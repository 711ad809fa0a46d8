using System.Text.Json;
using System.Text.Unicode;

namespace Headroom.Curation.Input;

/// <summary>
/// Finds the text of a JSON record and where it stands, without strings. What is damaged is told in a sentence.
/// </summary>
internal sealed class RecordReader(byte[] textKey)
{
    /// <summary>First byte of the text's JSON value in the record, its quotation mark included.</summary>
    public int ValueStart { get; private set; }

    /// <summary>The byte behind the value.</summary>
    public int ValueEnd { get; private set; }

    /// <summary>Reads the text of a record into the document; what is wrong, or null.</summary>
    public string? Read(ReadOnlySpan<byte> record, Document document)
    {
        if (!Utf8.IsValid(record)) return "this is no UTF-8";

        try
        {
            return ReadMembers(record, document, isQuick: true);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return ReadSlowly(record, document);
        }
    }

    // What is wrong is told with its place, which the library alone counts right.
    private string? ReadSlowly(ReadOnlySpan<byte> record, Document document)
    {
        try
        {
            return ReadMembers(record, document, isQuick: false);
        }
        catch (JsonException fault)
        {
            return fault.BytePositionInLine is { } position
                ? $"this is no JSON from byte {position} of the record on"
                : "this is no JSON";
        }
        catch (InvalidOperationException)
        {
            return "the text has half of a surrogate pair";
        }
    }

    private string? ReadMembers(ReadOnlySpan<byte> record, Document document, bool isQuick)
    {
        var json = new Utf8JsonReader(record);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) return "the record is no JSON object";

        ValueEnd = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isText = ValueEnd == 0 && json.ValueTextEquals(textKey);
            if (isText && isQuick && TryReadText(record, (int)json.BytesConsumed, document))
            {
                json = Behind(record, json.CurrentState);
                continue;
            }

            json.Read();
            if (!isText)
            {
                json.Skip();
                continue;
            }

            if (json.TokenType != JsonTokenType.String) return $"{KeyName} is no string";

            ReadText(ref json, document);
        }

        // Reads on to the end, so that nothing but white space can stand behind the object.
        json.Read();
        return ValueEnd == 0 ? $"the record has no {KeyName}" : null;
    }

    // Most of a record is its text. The library looks at every byte of one with an escape, and at all of them again to
    // undo it; here both are one search for the next byte that is special. What is odd is left to the library.
    private bool TryReadText(ReadOnlySpan<byte> record, int index, Document document)
    {
        while (index < record.Length && record[index] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') index++;
        if (index == record.Length || record[index] != '"') return false;

        var value = record[(index + 1)..];
        if (!JsonText.TryRead(value, document.Room(value.Length), out var read, out var written)) return false;

        document.Read(written);
        ValueStart = index;
        ValueEnd = index + 1 + read;
        return true;
    }

    // The library is given an empty text in place of the one that was read.
    private Utf8JsonReader Behind(ReadOnlySpan<byte> record, JsonReaderState state)
    {
        var empty = new Utf8JsonReader("\"\""u8, isFinalBlock: false, state);
        empty.Read();
        return new Utf8JsonReader(record[ValueEnd..], isFinalBlock: true, empty.CurrentState);
    }

    private string KeyName => System.Text.Encoding.UTF8.GetString(textKey);

    private void ReadText(ref Utf8JsonReader json, Document document)
    {
        var value = json.ValueSpan;
        ValueStart = (int)json.TokenStartIndex;
        ValueEnd = (int)json.BytesConsumed;
        if (json.ValueIsEscaped) document.Read(json.CopyString(document.Room(value.Length)));
        else document.Read(value);
    }
}
