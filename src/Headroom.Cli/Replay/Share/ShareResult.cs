using Headroom.Simulation.Sharing;

namespace Headroom.Cli.Replay.Share;

/// <summary>One history under one policy and scheduler.</summary>
/// <param name="TraceIndex">Place of the history in the command: two files may have the same name.</param>
/// <param name="Trace">Name of the history.</param>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Measured">The run.</param>
internal sealed record ShareResult(int TraceIndex, string Trace, string Policy, Timed<SharingRun> Measured)
{
    public SharingRun Run => Measured.Run;

    /// <summary>What a chart calls it.</summary>
    public string Label => Policy == NamedPolicy.Even.Name ? Run.Scheduler : $"{Run.Scheduler} · {Policy}";
}
