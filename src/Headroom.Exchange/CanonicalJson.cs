using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headroom.Exchange;

/// <summary>JSON that is always the same for the same value: what is hashed and signed.</summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object with the members that <paramref name="write"/> writes, in that order.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A list of words.</summary>
    public static void WriteWords(this Utf8JsonWriter json, string name, IReadOnlyList<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    /// <summary>The words of a list.</summary>
    public static IReadOnlyList<string> Words(this JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(word => word.GetString()!)];

    /// <summary>A whole number, or nothing where there is no such member.</summary>
    public static long? NumberOrNull(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    /// <summary>The text of a member.</summary>
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    /// <summary>A member that is one of the words of <typeparamref name="T"/>.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static T Word<T>(this JsonElement json, string name)
        where T : struct, Enum => Enum.TryParse<T>(json.Text(name), out var value) && Enum.IsDefined(value)
        ? value
        : throw new FormatException($"'{json.Text(name)}' is no {name}");
}
