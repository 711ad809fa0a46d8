using System.Text;
using Headroom.Client.Jobs;
using Headroom.Engines.Contract;
using Headroom.Server.Outbox;

namespace Headroom.Server.Views;

/// <summary>What a run wrote, in parts.</summary>
internal static class LogViews
{
    private const int BytesMax = 1 << 20;

    /// <summary>The next part.</summary>
    public static async Task<LogPart> ReadAsync(
        IEngine engine, TaskRun run, LogRequest request, bool hasEnded, CancellationToken cancellation,
        int bytesMax = BytesMax)
    {
        var (bytes, next) = (new List<byte>(), request.Offset);
        await foreach (var chunk in engine.LogsAsync(run.Name, request, cancellation))
        {
            if (chunk.Dropped > 0)
                bytes.AddRange(Encoding.UTF8.GetBytes($"\n[{chunk.Dropped} bytes were written here and not kept]\n"));

            bytes.AddRange(chunk.Bytes.Span);
            next = chunk.Offset + chunk.Bytes.Length;
            if (bytes.Count >= bytesMax) return new LogPart(Text(bytes, ref next, isEnd: false), next, IsEnd: false);
        }

        return new LogPart(Text(bytes, ref next, hasEnded), next, hasEnded);
    }

    /// <summary>Where the last part of a stream begins that has at most so many bytes; 0 when it has no more.</summary>
    public static async Task<long> TailAsync(
        IEngine engine, TaskRun run, LogStream stream, long bytes, CancellationToken cancellation)
    {
        var (low, high) = (0L, bytes);
        while (await HasAsync(high)) (low, high) = (high, 2 * high);
        if (low == 0) return 0;

        // By halves: an engine tells the length of a stream to nobody.
        while (high - low > bytes / 2)
        {
            var middle = low + (high - low) / 2;
            if (await HasAsync(middle)) low = middle;
            else high = middle;
        }

        return Math.Max(0, low - bytes / 2);

        async Task<bool> HasAsync(long offset)
        {
            await foreach (var chunk in engine.LogsAsync(run.Name, new LogRequest(stream, offset), cancellation))
                return chunk.Bytes.Length > 0;

            return false;
        }
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
