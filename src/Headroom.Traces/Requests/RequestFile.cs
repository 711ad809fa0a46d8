using System.Globalization;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Requests;

/// <summary>A request to a model, as a table tells it.</summary>
/// <param name="At">When it came, in seconds since 1970.</param>
/// <param name="Seconds">How long it was worked on, at least 0.</param>
/// <param name="Model">The model or adapter; empty where the table has no such column.</param>
public sealed record RecordedRequest(double At, double Seconds, string Model);

/// <summary>Reads histories of requests to models.</summary>
public static class RequestFile
{
    /// <summary>
    /// Requests in the order of their times. Columns are <c>time</c>, <c>seconds</c> and <c>model</c>, or as in the
    /// public trace of image generation with LoRA of 2024: <c>gmt_create</c>, <c>exec_time_seconds</c> and
    /// <c>checkpoint_model_version_id</c>.
    /// </summary>
    /// <exception cref="TraceFormatException">A column is missing, there is no request, or a cell is at fault.</exception>
    public static IReadOnlyList<RecordedRequest> Read(string path)
    {
        using var table = new NamedTable(path);
        var (time, seconds) = (table.Column("time", "gmt_create"), table.Column("seconds", "exec_time_seconds"));
        var model = Math.Max(table.ColumnOrNone("model"), table.ColumnOrNone("checkpoint_model_version_id"));
        var requests = new List<RecordedRequest>();
        while (table.MoveNext())
        {
            requests.Add(new RecordedRequest(
                Time(table, time), Seconds(table, seconds), model < 0 ? "" : table.Text(model)));
        }

        return requests.Count > 0
            ? [.. requests.OrderBy(request => request.At)]
            : throw new TraceFormatException(path, 0, "there are no requests", "write a line for each");
    }

    private static double Time(NamedTable table, int column)
    {
        var text = table.Text(column);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            if (double.IsFinite(seconds) && seconds >= 0) return seconds;
        }
        else if (DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUnixTimeMilliseconds() / 1000.0;
        }

        throw table.Refused($"{Fault.Quote(text)} is no time", "write 2026-05-01 12:00:00, or seconds");
    }

    private static double Seconds(NamedTable table, int column)
    {
        var text = table.Text(column);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0 and < 1e9
            ? seconds
            : throw table.Refused($"{Fault.Quote(text)} is no time of work", "write seconds, 0 or more");
    }
}
