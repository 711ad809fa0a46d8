using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headroom.Privacy.Ledgers;

/// <summary>What a row of a ledger is about.</summary>
public enum LedgerKind
{
    /// <summary>Files were masked.</summary>
    Mask,

    /// <summary>A file was sealed.</summary>
    Seal,

    /// <summary>A job was granted the key of a file.</summary>
    Grant,

    /// <summary>Recipients of a file were taken away.</summary>
    Revoke,

    /// <summary>A key was released and a file opened.</summary>
    Release,

    /// <summary>A release was refused.</summary>
    Denial,

    /// <summary>Privacy loss was charged.</summary>
    Charge,
}

/// <summary>A row of a ledger.</summary>
/// <param name="Number">From 0 without gaps.</param>
/// <param name="Time">When, in UTC.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">Which file, grant or budget.</param>
/// <param name="Detail">More of it, in words; no secrets and no personal data.</param>
/// <param name="Previous">Hash of the row before, in hexadecimal digits; 64 zeros before the first.</param>
public sealed record LedgerRow(
    long Number, DateTimeOffset Time, LedgerKind Kind, string Subject, string Detail, string Previous)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the first row names as the one before it.</summary>
    public static string Nothing { get; } = new('0', 64);

    /// <summary>SHA-256 over the row's text.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Text()));

    /// <summary>The row as JSON, always the same for the same row: what is hashed and signed.</summary>
    public byte[] Text()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteNumber("number", Number);
        json.WriteString("time", Time);
        json.WriteString("kind", Kind.ToString());
        json.WriteString("subject", Subject);
        json.WriteString("detail", Detail);
        json.WriteString("previous", Previous);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    internal static LedgerRow Parse(JsonElement row) => new(
        row.GetProperty("number").GetInt64(), row.GetProperty("time").GetDateTimeOffset(), Enum.Parse<LedgerKind>(row.GetProperty("kind").GetString()!),
        row.GetProperty("subject").GetString()!, row.GetProperty("detail").GetString()!, row.GetProperty("previous").GetString()!);
}
