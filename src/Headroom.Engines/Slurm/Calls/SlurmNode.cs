using Headroom.Cluster;

namespace Headroom.Engines.Slurm.Calls;

/// <summary>A node as Slurm tells it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Its states, such as <c>IDLE+DRAIN</c> or <c>DOWN*</c>.</param>
internal sealed record SlurmNode(string Name, string State)
{
    private static readonly string[] Silent = ["DOWN", "FAIL", "POWERED_DOWN", "UNKNOWN", "NOT_RESPONDING", "*"];

    private static readonly string[] Closed = ["DRAIN", "RESERVED", "MAINT", "PLANNED", "FUTURE", "BLOCKED", "REBOOT"];

    /// <summary>Processors.</summary>
    public long Cpus { get; init; }

    /// <summary>Processors in use, whoever uses them.</summary>
    public long CpusInUse { get; init; }

    /// <summary>Memory in MiB.</summary>
    public long MemoryMiB { get; init; }

    /// <summary>Memory in use in MiB, whoever uses it.</summary>
    public long MemoryMiBInUse { get; init; }

    /// <summary>Its generic resources, such as <c>gpu:h100:8(S:0-1)</c>.</summary>
    public string Gres { get; init; } = "";

    /// <summary>Those in use, such as <c>gpu:h100:3(IDX:0-2)</c>.</summary>
    public string GresInUse { get; init; } = "";

    /// <summary>What the site says of it.</summary>
    public ValueList<string> Features { get; init; } = [];

    /// <summary>Partitions that it belongs to.</summary>
    public ValueList<string> Partitions { get; init; } = [];

    /// <summary>Whether its daemon answers Slurm.</summary>
    public bool Answers => !Silent.Any(word => State.Contains(word, StringComparison.Ordinal));

    // Slurm powers it up for the next job.
    private bool IsAsleep => State.StartsWith("IDLE", StringComparison.Ordinal)
        && (State.Contains("POWERED_DOWN", StringComparison.Ordinal) || State.EndsWith('~'));

    /// <summary>Whether it takes new work. <paramref name="isReserved"/> when it is reserved for us.</summary>
    public bool IsUsable(bool isReserved) => (Answers || IsAsleep)
        && !Closed.Any(word => State.Contains(word, StringComparison.Ordinal) && !(isReserved && word == "RESERVED"));
}

/// <summary>A switch of the network as Slurm tells it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Level">0 for one that nodes hang on, 1 for the one above, and so on.</param>
/// <param name="Nodes">All nodes below it.</param>
internal sealed record SlurmSwitch(string Name, int Level, ValueList<string> Nodes);
