namespace Headroom.Traces;

/// <summary>How a history of jobs is written.</summary>
public enum JobHistoryFormat
{
    /// <summary>Trace of the Muri artifact (times in milliseconds).</summary>
    Muri,

    /// <summary>Trace of the Chronus artifact (times in minutes).</summary>
    Chronus,

    /// <summary>Tidy table of the Gavel artifact's Philly jobs (times in seconds).</summary>
    Gavel,

    /// <summary>Output of <c>sacct --parsable2</c>.</summary>
    Sacct,

    /// <summary>Headroom's own comma-separated form.</summary>
    Csv,

    /// <summary>Workloads of Kueue as <c>kubectl get workloads -A -o json</c> prints them.</summary>
    Kueue,
}
