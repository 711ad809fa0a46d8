using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Headroom.Formats.Tensors;

/// <summary>
/// Files of tensors in the form <c>safetensors</c> (github.com/huggingface/safetensors, README "Format"): a length of
/// 8 bytes, a header in JSON, and the numbers, without gaps. Nothing in it is ever executed. Numbers are F32 here.
/// </summary>
public static class TensorFile
{
    private const int LengthBytes = 8;
    private const int HeaderBytesMax = 16 << 20;
    private const int TensorsMax = 100_000;
    private const int DimensionsMax = 8;
    private const string Metadata = "__metadata__";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="numbersMax">Most numbers of all its tensors.</param>
    /// <exception cref="InvalidDataException">It is no such file; the sentence names it and says what is wrong.</exception>
    public static TensorSet Read(string path, long numbersMax)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return Read(file, numbersMax);
        }
        catch (Exception fault) when (
            fault is FormatException or JsonException or OverflowException or EndOfStreamException
                or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path}: this is no file of tensors that can be used: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}.");
        }
    }

    /// <summary>Writes tensors; the same tensors are always the same bytes.</summary>
    public static void Write(Stream target, TensorSet tensors)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(tensors);
        var header = Header(tensors);
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        target.Write(length);
        target.Write(header);
        target.Write(MemoryMarshal.AsBytes(tensors.Values.AsSpan()));
    }

    private static TensorSet Read(FileStream file, long numbersMax)
    {
        Span<byte> prefix = stackalloc byte[LengthBytes];
        file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > HeaderBytesMax || (long)length > file.Length - LengthBytes) throw new FormatException("its header is longer than a header may be");

        var header = new byte[length];
        file.ReadExactly(header);
        using var document = JsonDocument.Parse(header);
        var body = file.Length - LengthBytes - (long)length;
        var places = Places(document.RootElement, body);
        var count = places.Sum(place => place.Tensor.Count);
        if (count > numbersMax) throw new FormatException($"it has {count} numbers, and at most {numbersMax} are taken");

        var values = new float[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        var layout = places.OrderBy(place => place.Tensor.Name, StringComparer.Ordinal).ToList();
        var at = 0;
        foreach (var (tensor, begin) in layout)
        {
            var size = checked((int)(tensor.Count * sizeof(float)));
            file.Seek(LengthBytes + (long)length + begin, SeekOrigin.Begin);
            file.ReadExactly(bytes.Slice(at, size));
            at += size;
        }

        foreach (var value in values)
        {
            if (!float.IsFinite(value)) throw new FormatException("a number in it is not finite; the training may have diverged");
        }

        return new TensorSet([.. layout.Select(place => place.Tensor)], values);
    }

    // Tensors must lie one after the other without gaps: whatever else a file holds could be anything.
    private static List<(TensorShape Tensor, long Begin)> Places(JsonElement header, long body)
    {
        var places = new List<(TensorShape Tensor, long Begin)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in header.EnumerateObject())
        {
            if (!names.Add(entry.Name)) throw new FormatException($"the name '{entry.Name}' is there twice");
            if (entry.Name == Metadata) continue;
            if (names.Count > TensorsMax) throw new FormatException($"it has more than {TensorsMax} tensors");

            var kind = entry.Value.GetProperty("dtype").GetString();
            if (kind != "F32") throw new FormatException($"the tensor '{entry.Name}' is {kind}; write it as F32");

            var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToList();
            if (shape.Count > DimensionsMax || shape.Any(size => size < 0)) throw new FormatException($"the tensor '{entry.Name}' has a shape that cannot be");

            var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(one => one.GetInt64()).ToList();
            var tensor = new TensorShape(entry.Name, shape);
            if (offsets is not [var begin, var end] || begin < 0 || end - begin != checked(tensor.Count * sizeof(float))) throw new FormatException($"the tensor '{entry.Name}' has a place that is not its size");

            places.Add((tensor, begin));
        }

        var next = 0L;
        foreach (var (tensor, begin) in places.OrderBy(place => place.Begin).ThenBy(place => place.Tensor.Count))
        {
            if (begin != next) throw new FormatException("its tensors overlap, or there are gaps between them");
            next = checked(begin + tensor.Count * sizeof(float));
        }

        return next == body ? places : throw new FormatException($"it has {body} bytes of numbers, and its header tells of {next}");
    }

    private static byte[] Header(TensorSet tensors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        var at = 0L;
        foreach (var tensor in tensors.Layout)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", "F32");
            json.WriteStartArray("shape");
            foreach (var size in tensor.Shape) json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(at);
            json.WriteNumberValue(at += tensor.Count * sizeof(float));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();

        // Numbers are aligned to 8 bytes, as others write them; spaces may follow JSON.
        var written = buffer.WrittenSpan;
        var header = new byte[(written.Length + LengthBytes - 1) / LengthBytes * LengthBytes];
        header.AsSpan().Fill((byte)' ');
        written.CopyTo(header);
        return header;
    }
}
