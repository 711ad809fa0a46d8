using Headroom.Engines.Local.Native;

namespace Headroom.Engines.Local.Processes;

/// <summary>
/// Waits for every child of this process: for the one that it started, and for those that come to it because it is
/// child subreaper. When there is no child left, nothing descends from it: that is the proof that a run is over.
/// </summary>
internal sealed class Reaper
{
    private const int UsageLongs = 18;
    private const int PeakField = 4;
    private const long MicrosecondsPerSecond = 1_000_000;

    private readonly int _first;
    private long _cpuMicroseconds;
    private long _peakKiB;

    /// <summary>Begins to wait. The first child must have been started: without any it would be done at once.</summary>
    public Reaper(int first)
    {
        _first = first;
        new Thread(Run) { IsBackground = true, Name = "reaper" }.Start();
    }

    /// <summary>Set when the first child has ended.</summary>
    public ManualResetEventSlim FirstEnded { get; } = new();

    /// <summary>Set when no child is left.</summary>
    public ManualResetEventSlim AllEnded { get; } = new();

    /// <summary>Wait status of the first child; counts once <see cref="FirstEnded"/> is set.</summary>
    public WaitStatus First { get; private set; }

    /// <summary>Processor time of all that have ended and were waited for.</summary>
    public TimeSpan CpuTime => TimeSpan.FromMicroseconds(Interlocked.Read(ref _cpuMicroseconds));

    /// <summary>Most memory of a single process among them, in bytes.</summary>
    public long PeakBytes => Interlocked.Read(ref _peakKiB) * 1024;

    private unsafe void Run()
    {
        var usage = stackalloc long[UsageLongs];
        while (true)
        {
            var status = 0;
            var pid = Libc.wait4(-1, &status, 0, usage);
            if (pid < 0 && ErrorNumber.Last == ErrorNumber.Interrupted) continue;
            if (pid < 0) break;

            Count(usage);
            if (pid != _first) continue;
            First = new WaitStatus(status);
            FirstEnded.Set();
        }

        FirstEnded.Set();
        AllEnded.Set();
    }

    // struct rusage: user time, system time, peak memory in KiB; a child's has what it waited for itself in it.
    private unsafe void Count(long* usage)
    {
        var microseconds = ((usage[0] + usage[2]) * MicrosecondsPerSecond) + usage[1] + usage[3];
        Interlocked.Add(ref _cpuMicroseconds, microseconds);
        if (usage[PeakField] > _peakKiB) Interlocked.Exchange(ref _peakKiB, usage[PeakField]);
    }
}
