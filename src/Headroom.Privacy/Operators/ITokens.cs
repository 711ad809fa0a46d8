using System.Buffers;

namespace Headroom.Privacy.Operators;

/// <summary>
/// Puts tokens in the place of values, or values in the place of tokens. Safe to use from many threads.
/// </summary>
public interface ITokens
{
    /// <summary>Writes what stands in the place of a value of an entity, or of a token.</summary>
    void Write(string entity, ReadOnlySpan<byte> value, IBufferWriter<byte> output);

    /// <summary>
    /// Brings what is needed to undo all that was written to the disk; does nothing where all is there.
    /// </summary>
    void Save(CancellationToken interrupted);
}
