using Headroom.Engines.Local.Limits;
using Headroom.Engines.Local.Logs;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Local.Supervision;

/// <summary>What a run that is over has used.</summary>
internal sealed class RunUse
{
    // What is left in a pipe is read in less; only a process from outside that holds its end makes it longer.
    private static readonly TimeSpan LogWait = TimeSpan.FromSeconds(10);

    public RunUse(Reaper reaper, RunCgroups cgroups, LogDrain output, LogDrain error)
    {
        First = reaper.First;
        CpuTime = reaper.CpuTime;
        PeakBytes = cgroups.PeakBytes ?? reaper.PeakBytes;
        RanOutOfMemory = cgroups.RanOutOfMemory;
        var isWhole = output.WaitForEnd(LogWait) & error.WaitForEnd(LogWait);
        (OutputBytes, ErrorBytes) = (output.Bytes, error.Bytes);
        Warnings =
        [
            .. new[] { output.Fault, error.Fault }.OfType<string>(),
            .. isWhole ? Array.Empty<string>() : ["The log may lack its end: a process outside the run holds it open."],
        ];
    }

    public WaitStatus First { get; }

    public TimeSpan CpuTime { get; }

    public long PeakBytes { get; }

    public bool RanOutOfMemory { get; }

    public long OutputBytes { get; }

    public long ErrorBytes { get; }

    public IReadOnlyList<string> Warnings { get; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan WallTime { get; init; }
}
