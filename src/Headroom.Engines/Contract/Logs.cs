namespace Headroom.Engines.Contract;

/// <summary>
/// One of the two streams that a program writes to. The names of files begin with them: never rename.
/// </summary>
public enum LogStream
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}

/// <summary>What is asked of a run's log.</summary>
/// <param name="Stream">Which stream.</param>
/// <param name="Offset">Bytes of the stream to pass over, at least 0.</param>
/// <param name="Follow">Whether to wait for more until the run has ended.</param>
public sealed record LogRequest(LogStream Stream, long Offset = 0, bool Follow = false);

/// <summary>A piece of a run's log.</summary>
/// <param name="Offset">Place of its first byte in the stream: a later request goes on at the end of a chunk.</param>
/// <param name="Bytes">What was written, as it was; a character may be cut in two between chunks.</param>
/// <param name="Dropped">Bytes right before <paramref name="Offset"/> that were written and not kept.</param>
public sealed record LogChunk(long Offset, ReadOnlyMemory<byte> Bytes, long Dropped);
