using Headroom.Simulation.Packing;

namespace Headroom.Cli.Replay;

/// <summary>Every trace under every policy with every seed.</summary>
internal sealed record PackingGrid
{
    public required IReadOnlyList<PackingTrace> Traces { get; init; }

    public required IReadOnlyList<string> Policies { get; init; }

    public required IReadOnlyList<long> Seeds { get; init; }

    public double Inflation { get; init; } = 1.3;

    public MixSource Mix { get; init; } = MixSource.Trace;

    /// <summary>Null when no moves were asked for, which reports tell apart from a limit of none.</summary>
    public int? Moves { get; init; }

    /// <summary>Results by trace, then policy, then seed, each in the order given.</summary>
    public IReadOnlyList<PackingResult> Run(RunPool pool)
    {
        SharedOptions.RequireRunCount(Traces.Count, Policies.Count, Seeds.Count);
        var cells =
            from trace in Enumerable.Range(0, Traces.Count)
            from policy in Policies
            from seed in Seeds
            select (Trace: trace, Options: Options(policy, seed));
        return pool.Map("replaying", [.. cells], cell =>
        {
            var trace = Traces[cell.Trace];
            var measured = Timed<PackingRun>.Measure(
                () => PackingReplay.Run(trace.Nodes, trace.Tasks, cell.Options));
            return new PackingResult(cell.Trace, trace.Name, measured);
        });
    }

    private PackingOptions Options(string policy, long seed) =>
        new() { Policy = policy, Seed = seed, Inflation = Inflation, Mix = Mix, MovesPerThousandArrivals = Moves ?? 0 };
}

/// <summary>One run of a grid.</summary>
/// <param name="TraceIndex">Place of its trace in the grid: two files may have the same name.</param>
/// <param name="Trace">Name of its trace.</param>
/// <param name="Measured">The run.</param>
internal sealed record PackingResult(int TraceIndex, string Trace, Timed<PackingRun> Measured)
{
    public PackingRun Run => Measured.Run;
}
