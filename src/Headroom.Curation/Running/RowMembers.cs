using System.Text;
using System.Text.Json;
using Headroom.Formats.Parquet;

namespace Headroom.Curation.Running;

/// <summary>What of a line that begins with the number of its row may differ from the row itself.</summary>
/// <param name="textKey">Member that holds the text.</param>
/// <param name="noteKey">Member that the run added: an object, unlike a column of that name.</param>
internal sealed class RowMembers(string textKey, string noteKey)
{
    private readonly byte[] _textKey = Encoding.UTF8.GetBytes(textKey);
    private readonly byte[] _noteKey = Encoding.UTF8.GetBytes(noteKey);
    private byte[] _text = [];
    private byte[] _note = [];
    private int _textLength;
    private int _noteLength;

    /// <summary>Number of the row.</summary>
    public long Row { get; private set; }

    /// <summary>Its text as it is now.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _textLength);

    /// <summary>What the run added, in JSON; empty when it added nothing.</summary>
    public ReadOnlySpan<byte> Note => _note.AsSpan(0, _noteLength);

    /// <summary>Reads a line.</summary>
    public void Read(ReadOnlySpan<byte> line)
    {
        _noteLength = 0;
        var isTextRead = false;
        var json = new Utf8JsonReader(line);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isRow = json.ValueTextEquals(ParquetRecordStream.RowMember);
            var isText = !isTextRead && json.ValueTextEquals(_textKey);
            var isNote = json.ValueTextEquals(_noteKey);
            json.Read();
            var start = (int)json.TokenStartIndex;
            if (isRow) Row = json.GetInt64();
            if (isText) ReadText(ref json);
            isTextRead |= isText;
            if (isNote && json.TokenType == JsonTokenType.StartObject)
            {
                json.Skip();
                KeepNote(line[start..(int)json.BytesConsumed]);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadText(ref Utf8JsonReader json)
    {
        if (_text.Length < json.ValueSpan.Length) _text = new byte[2 * json.ValueSpan.Length];
        _textLength = json.CopyString(_text);
    }

    private void KeepNote(ReadOnlySpan<byte> note)
    {
        if (_note.Length < note.Length) _note = new byte[2 * note.Length];
        note.CopyTo(_note);
        _noteLength = note.Length;
    }
}
