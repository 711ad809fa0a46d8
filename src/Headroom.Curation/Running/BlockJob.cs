using Headroom.Curation.Input;
using Headroom.Curation.Output;

namespace Headroom.Curation.Running;

/// <summary>A block on its way from the reader over a worker to the writer; used again and again.</summary>
internal sealed class BlockJob : IDisposable
{
    /// <summary>File that the block is of, and what its results are.</summary>
    public FileForm? Form { get; set; }

    /// <summary>What was read.</summary>
    public TextBlock Block { get; } = new();

    /// <summary>What became of it.</summary>
    public BlockResult Result { get; } = new();

    /// <summary>Kept records as they go to the file.</summary>
    public ByteBuffer Kept { get; } = new();

    /// <summary>Removed records as they go to the file.</summary>
    public ByteBuffer Removed { get; } = new();

    /// <summary>What stopped the worker; null when nothing did.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Set when the worker is done.</summary>
    public ManualResetEventSlim Done { get; } = new();

    public void Dispose() => Done.Dispose();
}
