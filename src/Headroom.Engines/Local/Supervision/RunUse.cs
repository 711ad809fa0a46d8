using Headroom.Engines.Local.Limits;
using Headroom.Engines.Local.Logs;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Local.Supervision;

/// <summary>What a run that is over has used.</summary>
internal sealed class RunUse
{
    // What is left in a pipe is read in less; only a process from outside that holds its end makes it longer.
    private static readonly TimeSpan LogWait = TimeSpan.FromSeconds(10);

    /// <summary>Waits for the end of what it wrote.</summary>
    /// <param name="reaper">Has seen its processes end.</param>
    /// <param name="cgroups">What it ran in.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="error">What it wrote to its standard error.</param>
    /// <param name="inheritedPeak">
    /// Most memory of its supervisor when it started it, in bytes. The system counts that as the program's own (a child
    /// shares its parent's memory until it executes), so what is not above it says nothing of the program.
    /// </param>
    public RunUse(Reaper reaper, RunCgroups cgroups, LogDrain output, LogDrain error, long inheritedPeak)
    {
        First = reaper.First;
        CpuTime = reaper.CpuTime;
        PeakBytes = cgroups.PeakBytes ?? (reaper.PeakBytes > inheritedPeak ? reaper.PeakBytes : null);
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

    public long? PeakBytes { get; }

    public bool RanOutOfMemory { get; }

    public long OutputBytes { get; }

    public long ErrorBytes { get; }

    public IReadOnlyList<string> Warnings { get; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan WallTime { get; init; }
}
