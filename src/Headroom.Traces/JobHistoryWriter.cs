using System.Globalization;
using Headroom.Cluster;
using Headroom.Traces.Jobs;
using Headroom.Traces.Tables;

namespace Headroom.Traces;

/// <summary>
/// Writes a history of jobs in Headroom's own comma-separated form, which <see cref="JobHistoryReader"/> reads back.
/// </summary>
public static class JobHistoryWriter
{
    /// <summary>
    /// Writes the header and one line a job, in the order given; starts, pools and chips have columns where any job has
    /// one.
    /// <see cref="RecordedJob.Training"/> has no column and is not written.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A job has a blank id, a text that is longer than 1,024 characters or holds a line break, a number out of the
    /// form's range, or a time limit of zero; what was written before it stays written.
    /// </exception>
    public static void Write(TextWriter writer, IEnumerable<RecordedJob> jobs)
    {
        var all = jobs.ToArray();
        var hasPlaces = all.Any(job => job.Pool.Length > 0 || job.Chip.Length > 0);
        var hasStarts = hasPlaces || all.Any(job => job.StartedMilliseconds is not null);
        writer.Write(string.Join(',', CsvForm.Form.Known.SkipLast(hasPlaces ? 0 : hasStarts ? 2 : 3)));
        writer.Write('\n');
        foreach (var job in all)
            WriteLine(writer, job, hasStarts, hasPlaces);
    }

    private static void WriteLine(TextWriter writer, RecordedJob job, bool hasStarts, bool hasPlaces)
    {
        if (string.IsNullOrWhiteSpace(job.Id))
            throw new ArgumentException("A job without an id cannot be written.", nameof(job));
        if (job.GpuCount is < 0 or > JobBounds.GpuCountMax) throw OutOfRange(job, "accelerators");

        writer.Write(Cell(job, job.Id));
        writer.Write(',');
        writer.Write(Seconds(job, job.SubmittedMilliseconds));
        writer.Write(',');
        writer.Write(Seconds(job, job.RuntimeMilliseconds));
        writer.Write(',');
        writer.Write(job.GpuCount.ToString(CultureInfo.InvariantCulture));
        foreach (var text in (ReadOnlySpan<string>)[job.User, job.Tenant, job.Name])
        {
            writer.Write(',');
            writer.Write(Cell(job, text));
        }

        writer.Write(',');
        writer.Write(Limit(job));
        if (hasStarts) writer.Write($",{(job.StartedMilliseconds is { } started ? Seconds(job, started) : "")}");
        if (hasPlaces) writer.Write($",{Cell(job, job.Pool)},{Cell(job, job.Chip)}");
        writer.Write('\n');
    }

    private static string Limit(RecordedJob job) => job.TimeLimitMilliseconds switch
    {
        null => "",
        0 => throw OutOfRange(job, "time limit"),
        { } limit => Seconds(job, limit),
    };

    private static string Seconds(RecordedJob job, long milliseconds)
    {
        if (milliseconds is < 0 or > JobBounds.MillisecondsMax) throw OutOfRange(job, "milliseconds");

        return (milliseconds / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
    }

    private static string Cell(RecordedJob job, string text)
    {
        if (text.Length > JobBounds.TextLengthMax || text.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            throw new ArgumentException(
                $"A text of job {Fault.Quote(job.Id)} is too long or holds a line break.",
                nameof(job));
        }

        return text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }

    private static ArgumentException OutOfRange(RecordedJob job, string what) =>
        new($"Job {Fault.Quote(job.Id)} has {what} that the form cannot hold.", nameof(job));
}
