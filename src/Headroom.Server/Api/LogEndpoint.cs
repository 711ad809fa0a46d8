using System.Text;
using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage;

namespace Headroom.Server.Api;

/// <summary>What jobs wrote, over HTTP.</summary>
internal static class LogEndpoint
{
    private const int BytesMax = 1 << 20;

    public static async Task<IResult> ReadAsync(
        HttpContext context,
        Store store,
        IEngine engine,
        long id,
        string stream = "stdout",
        long offset = 0,
        int task = 0,
        int? attempt = null)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        var details = await JobEndpoints.RequireAsync(store, bearer, id, context.RequestAborted);
        if (stream is not ("stdout" or "stderr") || offset < 0 || task < 0)
        {
            throw new Refusal(
                RefusalKind.Invalid, "There is no such part of a log", "ask for stdout or stderr, from 0 on");
        }

        var number = attempt ?? details.Job.Attempts;
        var hasEnded = details.Job.Ended is not null || number < details.Job.Attempts;
        if (number < 1) return TypedResults.Ok(new LogPart("", 0, hasEnded));

        var run = new TaskRun(new Storage.Jobs.RunId(new JobId(id), number), task);
        var request = new LogRequest(stream == "stdout" ? LogStream.Output : LogStream.Error, offset);
        return TypedResults.Ok(await ReadAsync(engine, run, request, hasEnded, context.RequestAborted));
    }

    private static async Task<LogPart> ReadAsync(
        IEngine engine, TaskRun run, LogRequest request, bool hasEnded, CancellationToken cancellation)
    {
        var (bytes, next) = (new List<byte>(), request.Offset);
        await foreach (var chunk in engine.LogsAsync(run.Name, request, cancellation))
        {
            if (chunk.Dropped > 0)
                bytes.AddRange(Encoding.UTF8.GetBytes($"\n[{chunk.Dropped} bytes were written here and not kept]\n"));

            bytes.AddRange(chunk.Bytes.Span);
            next = chunk.Offset + chunk.Bytes.Length;
            if (bytes.Count >= BytesMax) return new LogPart(Text(bytes, ref next, isEnd: false), next, IsEnd: false);
        }

        return new LogPart(Text(bytes, ref next, hasEnded), next, hasEnded);
    }

    // A character that is cut in two is left for the next part.
    private static string Text(List<byte> bytes, ref long next, bool isEnd)
    {
        var whole = bytes.Count;
        for (var back = 1; !isEnd && back <= Math.Min(3, bytes.Count); back++)
        {
            var lead = bytes[^back];
            if ((lead & 0xC0) == 0x80) continue;

            var length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
            if (length > back) whole -= back;
            break;
        }

        next -= bytes.Count - whole;
        return Encoding.UTF8.GetString([.. bytes.Take(whole)]);
    }
}
