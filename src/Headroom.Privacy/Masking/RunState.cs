using System.Buffers;
using System.Text.Json;
using Headroom.Formats;

namespace Headroom.Privacy.Masking;

/// <summary>The files in which a run that may be stopped keeps where it is: JSON, each whole or not there.</summary>
internal static class RunState
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="members">Writes the members of its one object.</param>
    public static void Write(string path, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        using var output = new WholeOutput(path);
        output.Stream.Write(buffer.WrittenSpan);
        output.Commit();
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="read">Makes something of its one object.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static T Read<T>(string path, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException(
                $"{path}: the state of the run is damaged; delete the folder {Path.GetDirectoryName(path)} and begin again");
        }
    }
}
