using System.Security.Cryptography;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;

namespace Headroom.Privacy.Masking;

/// <summary>What a run over files does.</summary>
public sealed record MaskRun
{
    /// <summary>
    /// Bytes of a block where nothing else is said: it stays in a core's cache from one step to the next.
    /// </summary>
    public const int BlockBytesDefault = 256 << 10;

    /// <summary>Longest record where nothing else is said, in bytes.</summary>
    public const int RecordBytesMaxDefault = 64 << 20;

    /// <summary>Bytes from one checkpoint to the next where nothing else is said.</summary>
    public const int CheckpointBytesDefault = 32 << 20;

    /// <summary>What is looked for and what is done with it.</summary>
    public required MaskPolicy Policy { get; init; }

    /// <summary>The key of the masking project; null where the policy needs none.</summary>
    public MaskKey? Key { get; init; }

    /// <summary>What keeps tokens; null where the policy has none.</summary>
    public ITokens? Tokens { get; init; }

    /// <summary>
    /// Whether tokens are looked for in the place of all else, and <see cref="Tokens"/> puts values in their place.
    /// </summary>
    public bool RestoresTokens { get; init; }

    /// <summary>Whether masked records are written; else they are only read.</summary>
    public bool Writes { get; init; } = true;

    /// <summary>Format of all files; null to guess it for each.</summary>
    public FileFormat? Format { get; init; }

    /// <summary>Takes each finding, in the order of the file; null where nobody asks.</summary>
    public Action<FieldFinding>? OnFinding { get; init; }

    /// <summary>Told how many bytes of the source were read since the last time.</summary>
    public Action<long>? OnProgress { get; init; }

    /// <summary>Threads that mask blocks, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Bytes of a block.</summary>
    public int BlockBytes { get; init; } = BlockBytesDefault;

    /// <summary>Longest record, in bytes: what bounds the memory of a run.</summary>
    public int RecordBytesMax { get; init; } = RecordBytesMaxDefault;

    /// <summary>
    /// Bytes of the source from one checkpoint to the next: there a run that was stopped can be gone on with, and there
    /// a compressed output begins a new part.
    /// </summary>
    public int CheckpointBytes { get; init; } = CheckpointBytesDefault;

    /// <summary>A key for what follows from chance: drawn here, shared by all files of the run, kept nowhere.</summary>
    internal MaskKey RunKey { get; } = new(RandomNumberGenerator.GetBytes(MaskKey.Bytes));

    /// <summary>Takes where values were put that look like what they replace, in the order of the file.</summary>
    internal Action<Placement>? OnPlaced { get; init; }

    internal bool Collects => OnFinding is not null;
}

/// <summary>What a run over one file came to.</summary>
/// <param name="Records">Records read.</param>
/// <param name="Bytes">Bytes read, uncompressed.</param>
/// <param name="Counts">Findings by entity, in the order of their names.</param>
public sealed record MaskResult(long Records, long Bytes, IReadOnlyDictionary<string, long> Counts)
{
    /// <summary>All findings.</summary>
    public long Findings => Counts.Values.Sum();
}
