using System.Buffers.Binary;
using System.Text;

namespace Headroom.Tagging.Tests;

/// <summary>Writes ONNX models by hand: fields of onnx.proto3 as protobuf has them.</summary>
internal sealed class OnnxWriter
{
    private const int Float = 1;
    private const int Long = 7;

    private readonly List<byte[]> _graph = [];

    public OnnxWriter Node(string kind, string[] inputs, string output, string attribute = "", params long[] values)
    {
        List<byte[]> fields = [.. inputs.Select(input => Text(1, input)), Text(2, output), Text(4, kind)];
        if (attribute.Length > 0)
        {
            var numbers = values.SelectMany(value => Number(8, value));
            fields.Add(Bytes(5, [.. Text(1, attribute), .. numbers, .. Number(20, 7)]));
        }

        _graph.Add(Bytes(1, [.. fields.SelectMany(field => field)]));
        return this;
    }

    public OnnxWriter Weights(string name, long[] shape, params float[] values)
    {
        var raw = new byte[4 * values.Length];
        for (var index = 0; index < values.Length; index++)
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(4 * index), values[index]);
        var sizes = shape.SelectMany(size => Number(1, size));
        _graph.Add(Bytes(5, [.. sizes, .. Number(2, Float), .. Text(8, name), .. Bytes(9, raw)]));
        return this;
    }

    public OnnxWriter Input(string name, int kind = Long) => Value(11, name, kind, 1, -1);

    public OnnxWriter Output(string name, int labels) => Value(12, name, Float, 1, -1, labels);

    public byte[] Model() =>
    [
        .. Number(1, 8),
        .. Bytes(7, [.. _graph.SelectMany(field => field), .. Text(2, "names")]),
        .. Bytes(8, Number(2, 13)),
    ];

    private OnnxWriter Value(int field, string name, int kind, params long[] shape)
    {
        var sizes = shape.SelectMany(size => Bytes(1, size < 0 ? Text(2, "tokens") : Number(1, size)));
        _graph.Add(Bytes(
            field, [.. Text(1, name), .. Bytes(2, Bytes(1, [.. Number(1, kind), .. Bytes(2, [.. sizes])]))]));
        return this;
    }

    private static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int field, byte[] bytes) =>
        [.. Varint((ulong)(field << 3 | 2)), .. Varint((ulong)bytes.Length), .. bytes];

    private static byte[] Number(int field, long value) => [.. Varint((ulong)(field << 3)), .. Varint((ulong)value)];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value > 0x7F; value >>= 7) yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
