using Headroom.Formats;

namespace Headroom.Curation.Running;

/// <summary>What a run works on and where its results go.</summary>
public sealed record RunOptions
{
    /// <summary>Files and folders; of a folder, all files whose names end as records do, below it too.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Files of benchmarks, records or lines of text, that a stage which decontaminates looks for.</summary>
    public IReadOnlyList<string> Benchmarks { get; init; } = [];

    /// <summary>How a stage that masks does it.</summary>
    public Masking? Masking { get; init; }

    /// <summary>Folder of the results; made when it is not there.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>What the files of results are.</summary>
    public OutputForm Form { get; init; }

    /// <summary>Threads that filter, from 1. The results do not depend on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Whether removed documents are kept beside the others, with their reason.</summary>
    public bool KeepsRemoved { get; init; }

    /// <summary>The part of the files that is filtered, and nothing else done; null for the whole run.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether a run that was broken off goes on; its finished files are not read again.</summary>
    public bool Resumes { get; init; }
}
