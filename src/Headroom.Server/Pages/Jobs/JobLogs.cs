using System.Globalization;
using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Server.Outbox;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Views;
using Headroom.Storage.Reading;

namespace Headroom.Server.Pages.Jobs;

/// <summary>What jobs wrote, on their pages.</summary>
/// <param name="engines">Have it.</param>
/// <param name="fleet">Tells on whose nodes it ran.</param>
/// <param name="details">The job.</param>
/// <param name="tasks">How many tasks it has.</param>
internal sealed class JobLogs(PoolEngines engines, Cluster.Fleets.Fleet fleet, JobDetails details, int tasks)
{
    // What a page takes at a time, and shows of the end at first.
    private const int PartBytes = 64 << 10;

    private const int RawPartsMax = 1024;

    private readonly StoredJob _job = details.Job;

    /// <summary>The part that an address asks for; the end of the log where it names none.</summary>
    public async Task<LogModel> ReadAsync(PageRequest request)
    {
        var log = Of(request);
        if (log.Attempt < 1) return log;

        var offset = NumberOf(request, "offset") ?? await LogViews.TailAsync(
            EngineOf(log), RunOf(log), StreamOf(log), PartBytes, request.Cancellation);
        return await WithPartAsync(log with { Offset = offset }, PartBytes, request.Cancellation);
    }

    /// <summary>The whole of a log as text.</summary>
    public async Task WriteAsync(PageRequest request)
    {
        var (response, log) = (request.Context.Response, Of(request));
        response.ContentType = "text/plain; charset=utf-8";
        PageHeaders.Set(response.Headers);
        for (var part = 0; log.Attempt > 0 && part < RawPartsMax; part++)
        {
            log = await WithPartAsync(log, 1 << 20, request.Cancellation);
            if (log.Part is not { Text.Length: > 0 } read) return;

            await response.WriteAsync(read.Text, request.Cancellation);
            log = log with { Offset = read.Next };
        }
    }

    private LogModel Of(PageRequest request) => new(
        _job.Id.Value,
        request.Value("stream") == "stderr" ? "stderr" : "stdout",
        (int)Math.Min(NumberOf(request, "task") ?? 0, tasks - 1),
        tasks,
        (int)Math.Min(NumberOf(request, "attempt") ?? _job.Attempts, _job.Attempts),
        0,
        null);

    private async Task<LogModel> WithPartAsync(LogModel log, int bytes, CancellationToken cancellation)
    {
        var hasEnded = _job.Ended is not null || log.Attempt < _job.Attempts;
        var part = await LogViews.ReadAsync(
            EngineOf(log), RunOf(log), new LogRequest(StreamOf(log), log.Offset), hasEnded, cancellation, bytes);
        return log with { Part = part };
    }

    private IEngine EngineOf(LogModel log) => RunPlaces.EngineOf(engines, details, log.Attempt, fleet);

    private TaskRun RunOf(LogModel log) => new(new Storage.Jobs.RunId(_job.Id, log.Attempt), log.Task);

    private static LogStream StreamOf(LogModel log) => log.Stream == "stdout" ? LogStream.Output : LogStream.Error;

    private static long? NumberOf(PageRequest request, string key) =>
        long.TryParse(request.Value(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
