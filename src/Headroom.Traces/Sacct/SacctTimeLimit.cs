using Headroom.Traces.Jobs;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Sacct;

/// <summary>
/// The time limit asked for: TimelimitRaw (minutes), else Timelimit. None where it is unlimited or zero, which Slurm
/// takes for unlimited, and where the job took the limit of its partition, which sacct does not tell.
/// </summary>
internal sealed class SacctTimeLimit(Header header)
{
    private readonly Column _minutes = header.Optional("TimelimitRaw");
    private readonly Column _span = header.Optional("Timelimit");

    /// <summary>The limit in milliseconds, or null.</summary>
    public long? Read(ref TableRow row)
    {
        var limit = IsNone(row.Text(_minutes)) ? FromSpan(ref row) : FromMinutes(ref row);
        return limit == 0 ? null : limit;
    }

    private long FromMinutes(ref TableRow row) =>
        row.Whole(_minutes, JobBounds.MillisecondsMax / JobBounds.Minute) * JobBounds.Minute;

    private long FromSpan(ref TableRow row)
    {
        var text = row.Text(_span);
        if (IsNone(text)) return 0;
        if (!SacctTime.TrySpan(text, out var milliseconds))
            row.Fail($"Timelimit {Fault.Quote(text)} is no span of time", "write it as 1-02:03:04 or UNLIMITED");

        return milliseconds;
    }

    private static bool IsNone(ReadOnlySpan<char> text) =>
        SacctTime.IsUnknown(text)
        || text.Equals("UNLIMITED", StringComparison.OrdinalIgnoreCase)
        || text.Equals("Partition_Limit", StringComparison.OrdinalIgnoreCase);
}
