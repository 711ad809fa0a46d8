using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headroom.Privacy.Masking;

/// <summary>Findings as JSON Lines. They tell where something stands and never what.</summary>
public sealed class FindingLines(Stream stream) : IDisposable
{
    private const int FlushBytes = 1 << 16;

    private static readonly JsonEncodedText[] Names =
        [.. ((string[])["file", "record", "field", "entity", "start", "end", "startUtf16", "score", "rule"]).Select(name => JsonEncodedText.Encode(name))];

    private readonly ArrayBufferWriter<byte> _lines = new(FlushBytes + 4_096);
    private readonly Utf8JsonWriter _json =
        new(
            Stream.Null,
                new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Writes one line.</summary>
    public void Write(FieldFinding finding)
    {
        _json.Reset(_lines);
        _json.WriteStartObject();
        _json.WriteString(Names[0], finding.File);
        _json.WriteNumber(Names[1], finding.Record);
        _json.WriteString(Names[2], finding.Field);
        _json.WriteString(Names[3], finding.Rule.Entity);
        _json.WriteNumber(Names[4], finding.Start);
        _json.WriteNumber(Names[5], finding.End);
        _json.WriteNumber(Names[6], finding.StartUtf16);
        _json.WriteNumber(Names[7], Math.Round((decimal)finding.Score, 2));
        _json.WriteString(Names[8], finding.Rule.Name);
        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
        if (_lines.WrittenCount >= FlushBytes) Flush();
    }

    /// <summary>Hands all lines to the stream.</summary>
    public void Flush()
    {
        if (_lines.WrittenCount == 0) return;

        stream.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        _json.Dispose();
    }
}
