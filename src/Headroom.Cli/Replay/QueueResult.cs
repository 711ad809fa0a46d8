using Headroom.Simulation.Queueing;

namespace Headroom.Cli.Replay;

/// <summary>One history under one policy.</summary>
/// <param name="TraceIndex">Place of the history in the command: two files may have the same name.</param>
/// <param name="Trace">Name of the history.</param>
/// <param name="Measured">The run.</param>
internal sealed record QueueResult(int TraceIndex, string Trace, Timed<QueueRun> Measured)
{
    public QueueRun Run => Measured.Run;

    /// <summary>Load over time, for the report.</summary>
    public IReadOnlyList<LoadPeriod> Load { get; init; } = [];
}
