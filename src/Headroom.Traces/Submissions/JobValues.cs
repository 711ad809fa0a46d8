using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Submissions;

/// <summary>Reads one value of a job. Null when it is well; else what is wrong and what to do, without full
/// stops.</summary>
/// <param name="text">What was written.</param>
/// <param name="value">What it means; nothing when it is at fault.</param>
public delegate (string Problem, string Remedy)? JobValueReader<T>(string text, out T value);

/// <summary>The values of a job, written alike in a job file and on a command line.</summary>
public static class JobValues
{
    /// <summary>Most accelerators of a task.</summary>
    public const int GpusMax = 16;

    /// <summary>Most jobs of an array.</summary>
    public const int ArrayMax = 10_000;

    /// <summary>Most times that a lost run is started again.</summary>
    public const int RetriesMax = 100;

    /// <summary>Longest time, in seconds: a hundred years.</summary>
    public const long SecondsMax = 36_525L * 86_400;

    private static readonly string[] MomentForms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>Accelerators in thousandths, such as <c>8</c>, or <c>0.25</c> for a quarter of one.</summary>
    public static (string Problem, string Remedy)? Gpus(string text, out long value)
    {
        if (Thousandths.Parse(text, out value) is { } fault) return fault;
        if (value is >= 0 and <= GpusMax * 1000L && (value < 1000 || value % 1000 == 0)) return null;

        return ($"is neither a part of one accelerator nor 0 to {GpusMax} whole ones", "write one such as 0.25 or 8");
    }

    /// <summary>Cores in thousandths, such as <c>4</c> or <c>0.5</c>.</summary>
    public static (string Problem, string Remedy)? Cpus(string text, out long value) =>
        Thousandths.Parse(text, out value) ?? Within(value, JobShape.CpuMillicoresMax, "write cores such as 4 or 0.5");

    /// <summary>Memory in MiB, such as <c>512M</c>, <c>16G</c> or <c>1.5T</c>.</summary>
    public static (string Problem, string Remedy)? Memory(string text, out long value)
    {
        value = 0;
        var scale = text.Length == 0 ? 0 : text[^1] switch { 'M' => 1L, 'G' => 1L << 10, 'T' => 1L << 20, _ => 0L };
        if (scale == 0 || Thousandths.Parse(text.AsSpan()[..^1], out var milli) is not null)
            return ("is not a size", "write one such as 512M, 16G or 1T");
        if (Within(milli, JobShape.MemoryMiBMax * 1000 / scale, "write a smaller one") is { } fault) return fault;

        value = milli * scale / 1000;
        return null;
    }

    /// <summary>Seconds, rounded up, of a time such as <c>90s</c>, <c>30m</c>, <c>24h</c> or <c>7d</c>; a number alone
    /// is seconds.</summary>
    public static (string Problem, string Remedy)? Seconds(string text, out long value)
    {
        value = 0;
        var scale = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 };
        var number = scale == 0 ? text.AsSpan() : text.AsSpan()[..^1];
        scale = Math.Max(scale, 1);
        if (Thousandths.Parse(number, out var milli) is not null)
            return ("is not a time", "write one such as 90s, 30m, 24h or 7d");
        if (Within(milli, SecondsMax * 1000 / scale, "write a shorter one") is { } fault) return fault;

        value = ((milli * scale) + 999) / 1000;
        return null;
    }

    /// <summary>A time that is not 0.</summary>
    public static (string Problem, string Remedy)? TimeLimit(string text, out long value)
    {
        if (Seconds(text, out value) is { } fault) return fault;

        return value > 0 ? null : ("is no time to run in", "write a longer one such as 30m, or leave it out");
    }

    /// <summary>Tasks of a job, such as <c>8</c>, or <c>2-8</c> for as many as there is room for, but at least
    /// two.</summary>
    public static (string Problem, string Remedy)? Tasks(string text, out JobTasks value)
    {
        value = default;
        var hyphen = text.IndexOf('-', StringComparison.Ordinal);
        if (Whole(text[(hyphen + 1)..], 1, JobShape.TaskCountMax, out var most) is { } fault) return fault;

        var least = most;
        if (hyphen >= 0 && (Whole(text[..hyphen], 1, JobShape.TaskCountMax, out least) is not null || least > most))
            return ("is no range of tasks", "write the fewest before the most, such as 2-8");

        value = new JobTasks(least, most);
        return null;
    }

    /// <summary>A priority.</summary>
    public static (string Problem, string Remedy)? Priority(string text, out int value) =>
        Whole(text, -PriorityClass.ValueMax, PriorityClass.ValueMax, out value);

    /// <summary>Times that a lost run is started again.</summary>
    public static (string Problem, string Remedy)? Retries(string text, out int value) =>
        Whole(text, 0, RetriesMax, out value);

    /// <summary>A moment with its zone, such as <c>2026-12-01T08:00Z</c>, as Unix seconds.</summary>
    public static (string Problem, string Remedy)? Moment(string text, out long value)
    {
        value = 0;
        if (!DateTimeOffset.TryParseExact(
            text, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return ("is no moment", "write one with its zone, such as 2026-12-01T08:00Z or 2026-12-01T16:00+08:00");
        }

        value = moment.ToUnixTimeSeconds();
        return value >= 0 ? null : ("is before 1970", "write a later one");
    }

    /// <summary>Jobs of an array, such as <c>100</c>, or <c>100%4</c> for four at once.</summary>
    public static (string Problem, string Remedy)? Array(string text, out JobArray value)
    {
        var percent = text.IndexOf('%', StringComparison.Ordinal);
        var runningMax = 0;
        value = default;
        if (Whole(percent < 0 ? text : text[..percent], 1, ArrayMax, out var count) is not null
            || (percent >= 0 && Whole(text[(percent + 1)..], 1, ArrayMax, out runningMax) is not null))
        {
            return ($"is not a number of jobs from 1 to {ArrayMax}", "write one such as 100, or 100%4 for four at once");
        }

        value = new JobArray(count, runningMax);
        return null;
    }

    /// <summary>A job that has to end first: <c>17</c> with success, <c>17:failed</c> without, <c>17:any</c>
    /// anyhow.</summary>
    public static (string Problem, string Remedy)? After(string text, out Dependency value)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        DependencyCondition? condition = (colon < 0 ? "succeeded" : text[(colon + 1)..]) switch
        {
            "succeeded" => DependencyCondition.Succeeded,
            "failed" => DependencyCondition.NotSucceeded,
            "any" => DependencyCondition.Any,
            _ => null,
        };
        var isId = long.TryParse(
            colon < 0 ? text : text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0;
        value = new Dependency(new JobId(id), condition ?? DependencyCondition.Succeeded);
        return isId && condition is not null
            ? null
            : ("is not a job to wait for", "write its id such as 17, or 17:any or 17:failed");
    }

    /// <summary>An environment variable, such as <c>SEED=42</c>.</summary>
    public static (string Problem, string Remedy)? Variable(string text, out KeyValuePair<string, string> value)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        value = equals < 1 ? default : new(text[..equals], text[(equals + 1)..]);
        return equals < 1 ? ("is not a variable with its value", "write one such as SEED=42") : null;
    }

    private static (string Problem, string Remedy)? Whole(string text, int least, int most, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
        && value >= least && value <= most
            ? null
            : ($"is not a whole number from {least} to {most}", "write one within");

    private static (string Problem, string Remedy)? Within(long milli, long milliMax, string remedy) =>
        milli < 0 || milli > milliMax ? ("is out of range", remedy) : null;
}
