using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headroom.Cli.Output;

/// <summary>Writes JSON: one item a line, so that results can be compared and searched line by line.</summary>
internal static class JsonText
{
    // Names in any script stay readable; the output is no part of a web page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object.</summary>
    public static string Object<T>(T item, Action<Utf8JsonWriter, T> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            writeMembers(json, item);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>An array of objects.</summary>
    public static void WriteArray<T>(TextWriter output, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> writeMembers)
    {
        output.Write('[');
        for (var index = 0; index < items.Count; index++)
            output.Write((index == 0 ? "\n" : ",\n") + Object(items[index], writeMembers));
        output.Write("\n]");
    }

    /// <summary>A number printed the shortest way that reads back the same; null where there is none.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
