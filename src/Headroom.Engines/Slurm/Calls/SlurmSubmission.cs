using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Slurm.Calls;

/// <summary>What Slurm is asked to keep and not yet to run.</summary>
internal sealed record SlurmSubmission
{
    /// <summary>Name of the job: its run's.</summary>
    public required string Name { get; init; }

    /// <summary>What tells it from what others submit.</summary>
    public required string Comment { get; init; }

    /// <summary>Shell script that is run with <see cref="Arguments"/>; it is the same for all runs.</summary>
    public required string Script { get; init; }

    /// <summary>Folder of the script's arguments: where the program starts, then the program with its own.</summary>
    public required ValueList<string> Arguments { get; init; }

    /// <summary>All that the program finds in its environment beside what Slurm adds.</summary>
    public required ValueList<EnvironmentVariable> Environment { get; init; }

    /// <summary>File that holds the environment, each NAME=value ended by a NUL.</summary>
    public required string EnvironmentFile { get; init; }

    /// <summary>File for standard output.</summary>
    public required string Output { get; init; }

    /// <summary>File for standard error.</summary>
    public required string Error { get; init; }

    /// <summary>Nodes it has to run on; none when Slurm chooses.</summary>
    public ValueList<string> Nodes { get; init; } = [];

    /// <summary>How many nodes it needs, at least 1.</summary>
    public int NodeCount { get; init; } = 1;

    /// <summary>How many tasks run at once, at least 1.</summary>
    public int TaskCount { get; init; } = 1;

    /// <summary>Processors of a task, at least 1.</summary>
    public int CpusPerTask { get; init; } = 1;

    /// <summary>Memory of each node in MiB; 0 for what the site gives.</summary>
    public long MemoryMiBPerNode { get; init; }

    /// <summary>Accelerators of each node, such as <c>gpu:2</c>; empty for none.</summary>
    public string GresPerNode { get; init; } = "";

    /// <summary>Whole minutes after which Slurm itself ends it; null for what the site gives.</summary>
    public long? Minutes { get; init; }

    /// <summary>Partition; empty for the site's usual one.</summary>
    public string Partition { get; init; } = "";

    /// <summary>Account; empty for the user's usual one.</summary>
    public string Account { get; init; } = "";

    /// <summary>Quality of service; empty for the usual one.</summary>
    public string Qos { get; init; } = "";

    /// <summary>Reservation; empty for none.</summary>
    public string Reservation { get; init; } = "";
}
