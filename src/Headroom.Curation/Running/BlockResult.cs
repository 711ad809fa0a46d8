using Headroom.Curation.Deduplication;
using Headroom.Curation.Output;

namespace Headroom.Curation.Running;

/// <summary>What became of one block: bytes ready for the files, counts, and what deduplication must know.</summary>
internal sealed class BlockResult
{
    /// <summary>Records that stay, as their file has them.</summary>
    public ByteBuffer Kept { get; } = new();

    /// <summary>Records that were removed.</summary>
    public ByteBuffer Removed { get; } = new();

    /// <summary>What could not be read.</summary>
    public ByteBuffer Damaged { get; } = new();

    /// <summary>What went in and out.</summary>
    public RunCounts Counts { get; } = new();

    /// <summary>Kept documents with their place in <see cref="Kept"/>; empty when duplicates stay.</summary>
    public List<SignedDocument> Documents { get; } = [];

    /// <summary>Their signatures, one after the other.</summary>
    public List<uint> Signatures { get; } = [];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Kept.Clear();
        Removed.Clear();
        Damaged.Clear();
        Counts.Clear();
        Documents.Clear();
        Signatures.Clear();
    }
}
