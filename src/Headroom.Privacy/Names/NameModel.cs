using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Headroom.Privacy.Names;

/// <summary>
/// Weights of a linear model over sequences: eight tags for each place of a table that features are hashed to, and for
/// each pair of neighbouring tags.
/// </summary>
public sealed class NameModel
{
    /// <summary>Tags, a lane of a vector each.</summary>
    public const int Tags = 8;

    /// <summary>Places of features, as a power of two.</summary>
    public const int SlotBits = 16;

    private const string Resource = "names.model";
    private static readonly byte[] Magic = "HRNAMES1"u8.ToArray();

    /// <summary>A model of weights.</summary>
    /// <param name="weights">Tag by tag for each place.</param>
    /// <param name="transitions">By the tag before and the tag, in that order.</param>
    public NameModel(sbyte[] weights, short[] transitions)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(transitions);
        if (weights.Length != Tags << SlotBits || transitions.Length != Tags * Tags)
            throw new ArgumentException("the weights are not those of a model");

        (Weights, Transitions) = (weights, transitions);
    }

    /// <summary>The model that comes with the program; it was made by <c>headroom privacy train-names</c>.</summary>
    public static NameModel Shared => Embedded.Value;

    internal sbyte[] Weights { get; }

    internal short[] Transitions { get; }

    private static Lazy<NameModel> Embedded { get; } = new(() =>
    {
        using var stream = typeof(NameModel).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing");
        return Read(stream, Resource);
    });

    /// <summary>Reads a model.</summary>
    /// <param name="source">What <see cref="Write"/> wrote.</param>
    /// <param name="file">Name in faults.</param>
    /// <exception cref="InvalidDataException">It is no model.</exception>
    public static NameModel Read(Stream source, string file)
    {
        ArgumentNullException.ThrowIfNull(source);
        var magic = new byte[Magic.Length];
        var length = source.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (length < magic.Length || !magic.AsSpan().SequenceEqual(Magic))
            throw new InvalidDataException($"{file}: no model of names; make one with 'headroom privacy train-names'");

        var (weights, transitions) = (new sbyte[Tags << SlotBits], new short[Tags * Tags]);
        using var body = new BrotliStream(source, CompressionMode.Decompress);
        try
        {
            body.ReadExactly(MemoryMarshal.AsBytes(transitions.AsSpan()));
            body.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file}: the model is cut off or damaged; make it again");
        }

        return new NameModel(weights, transitions);
    }

    /// <summary>Writes the model: eight letters, then transitions and weights under Brotli.</summary>
    public void Write(Stream target)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Write(Magic);
        using var body = new BrotliStream(target, CompressionLevel.SmallestSize, leaveOpen: true);
        body.Write(MemoryMarshal.AsBytes(Transitions.AsSpan()));
        body.Write(MemoryMarshal.AsBytes(Weights.AsSpan()));
    }
}
