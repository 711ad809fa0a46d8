namespace Headroom.Privacy.Masking;

/// <summary>How far a source has been masked.</summary>
/// <param name="Offset">Bytes of the uncompressed source that are done; a record begins there.</param>
/// <param name="Records">Records in them.</param>
/// <param name="Counts">Findings in them by entity.</param>
internal sealed record MaskCheckpoint(long Offset, long Records, IReadOnlyDictionary<string, long> Counts)
{
    /// <summary>Nothing is done.</summary>
    public static MaskCheckpoint Start { get; } = new(0, 0, new Dictionary<string, long>());
}
