using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Jobs;

/// <summary>The largest history that is believed. Beyond these a number is a slip of the pen, not a job.</summary>
internal static class JobBounds
{
    /// <summary>Most jobs of one history.</summary>
    public const int JobCountMax = RecordedJob.CountMax;

    /// <summary>Most accelerators of one job: it may be replayed as so many tasks of one each.</summary>
    public const int GpuCountMax = JobShape.TaskCountMax;

    /// <summary>Longest time, 100 years.</summary>
    public const long MillisecondsMax = RecordedJob.MillisecondsMax;

    /// <summary>Longest id, user, tenant or name, in characters.</summary>
    public const int TextLengthMax = NameRegister.LengthMax;

    /// <summary>Most iterations of a training loop.</summary>
    public const long IterationsMax = 1L << 40;

    /// <summary>A second in milliseconds.</summary>
    public const long Second = 1000;

    /// <summary>A minute in milliseconds.</summary>
    public const long Minute = 60 * Second;
}
