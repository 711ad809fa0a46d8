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
            return ReadMembers(record, document);
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

    private string? ReadMembers(ReadOnlySpan<byte> record, Document document)
    {
        var json = new Utf8JsonReader(record);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) return "the record is no JSON object";

        ValueEnd = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isText = ValueEnd == 0 && json.ValueTextEquals(textKey);
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
