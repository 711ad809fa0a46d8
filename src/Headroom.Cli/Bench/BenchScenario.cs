namespace Headroom.Cli.Bench;

/// <summary>A claim about speed that anyone can run.</summary>
internal sealed record BenchScenario
{
    /// <summary>Name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Unit of the value and of what it is held against.</summary>
    public required string Unit { get; init; }

    /// <summary>Worst value that is still accepted.</summary>
    public required double Must { get; init; }

    /// <summary>Value to aim for; null when none is set.</summary>
    public double? Ideal { get; init; }

    /// <summary>The same work done by the published program, in the same unit; null when none was published.</summary>
    public double? Peer { get; init; }

    /// <summary>Most memory the process may take, in MiB.</summary>
    public required double MemoryMustMiB { get; init; }

    /// <summary>What is measured and where the other program's figure is from.</summary>
    public required string Source { get; init; }

    /// <summary>Does the work and returns its value.</summary>
    public required Func<BenchRun, double> Measure { get; init; }
}
