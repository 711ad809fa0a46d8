using System.Runtime.CompilerServices;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Calls;

namespace Headroom.Engines.Kubernetes;

/// <summary>
/// Reads what a run wrote. Kubernetes keeps one log of both streams, so all of it is standard output here.
/// </summary>
internal sealed class KubernetesLogs(
    KubernetesCalls calls, StoppedLogs stopped, KubernetesEngineOptions options, TimeProvider clock)
{
    private const int ChunkBytes = 64 << 10;

    /// <summary>See <see cref="IEngine.LogsAsync"/>.</summary>
    public async IAsyncEnumerable<LogChunk> ReadAsync(
        RunId id, LogRequest request, Func<CancellationToken, Task<bool>> hasEnded,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (request.Stream == LogStream.Error) yield break;

        var offset = request.Offset;
        while (true)
        {
            // Asked before it is read to its end, or what comes between would be missed.
            var isLast = !request.Follow || await hasEnded(cancellation);
            await using (var log = await OpenAsync(id, request.Follow, cancellation))
            {
                await foreach (var chunk in ReadAsync(log, offset, cancellation))
                {
                    yield return chunk;
                    offset = chunk.Offset + chunk.Bytes.Length;
                }
            }

            if (isLast) yield break;

            await Task.Delay(options.Poll, clock, cancellation);
        }
    }

    private static async IAsyncEnumerable<LogChunk> ReadAsync(
        Stream log, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var at = 0L;
        var buffer = new byte[ChunkBytes];
        while (await ReadAsync(log, buffer, cancellation) is > 0 and var count)
        {
            var passed = (int)Math.Clamp(from - at, 0, count);
            if (passed < count)
            {
                yield return new LogChunk(
                    at + passed, buffer.AsSpan(passed, count - passed).ToArray(), Dropped: 0);
            }

            at += count;
        }
    }

    // A connection that breaks ends the log here; one that is followed is opened again.
    private static async Task<int> ReadAsync(Stream log, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await log.ReadAsync(buffer, cancellation);
        }
        catch (Exception fault) when (KubernetesCalls.FaultOf(fault, cancellation) is not null)
        {
            return 0;
        }
    }

    private async Task<Stream> OpenAsync(RunId id, bool follow, CancellationToken cancellation)
    {
        if (stopped.FileOf(id) is { } file)
        {
            if (follow) await stopped.EndOf(id).WaitAsync(cancellation);
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }

        try
        {
            var pod = (await calls.PodsAsync(id, cancellation)).Items.MaxBy(one => one.Metadata.CreationTimestamp);
            return pod is null ? Stream.Null : await calls.LogAsync(pod, follow, cancellation);
        }
        // Its container has not begun, or its node does not answer.
        catch (KubernetesFault)
        {
            return Stream.Null;
        }
    }
}
