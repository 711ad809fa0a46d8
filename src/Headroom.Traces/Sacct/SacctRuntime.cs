using Headroom.Traces.Jobs;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Sacct;

/// <summary>
/// How long a job ran: ElapsedRaw (seconds), else Elapsed, else End minus Start. The dates come last, because they are
/// local time and jump with the change to and from summer time.
/// </summary>
internal sealed class SacctRuntime
{
    private readonly Column _elapsedSeconds;
    private readonly Column _elapsed;
    private readonly Column _end;

    /// <summary>Finds the columns.</summary>
    /// <exception cref="TraceFormatException">None of the three ways is open.</exception>
    public SacctRuntime(Header header)
    {
        _elapsedSeconds = header.Optional("ElapsedRaw");
        _elapsed = header.Optional("Elapsed");
        _end = header.Optional("End");
        var hasDates = _end.IsPresent && header.Optional("Start").IsPresent;
        if (!_elapsedSeconds.IsPresent && !_elapsed.IsPresent && !hasDates)
        {
            throw header.Missing(
                "there is no column that tells the runtime",
                "add Elapsed, ElapsedRaw, or Start and End");
        }
    }

    /// <summary>The runtime in milliseconds.</summary>
    public long Read(ref TableRow row, long? started)
    {
        if (!SacctTime.IsUnknown(row.Text(_elapsedSeconds)))
            return row.Whole(_elapsedSeconds, JobBounds.MillisecondsMax / JobBounds.Second) * JobBounds.Second;

        var elapsed = row.Text(_elapsed);
        if (SacctTime.IsUnknown(elapsed)) return FromDates(ref row, started);
        if (!SacctTime.TrySpan(elapsed, out var milliseconds))
            row.Fail($"Elapsed {Fault.Quote(elapsed)} is no span of time", "write it as 1-02:03:04");

        return milliseconds;
    }

    private long FromDates(ref TableRow row, long? started)
    {
        var end = row.Text(_end);
        if (started is not { } start || SacctTime.IsUnknown(end))
        {
            row.Fail("nothing tells how long the job ran", "export Elapsed");
            return 0;
        }

        if (!SacctTime.TryDate(end, out var ended))
            row.Fail($"End {Fault.Quote(end)} is no date", SacctTime.DateRemedy);
        else if (ended < start)
            row.Fail("End is before Start", "export Elapsed");

        return ended - start;
    }
}
