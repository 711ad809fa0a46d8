using System.Runtime.CompilerServices;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Slurm;

/// <summary>Reads what a run wrote from the file that Slurm writes it to.</summary>
internal sealed class SlurmLogs(
    string path, Func<CancellationToken, Task<bool>> hasEnded, TimeSpan pause, TimeProvider clock)
{
    private const int ChunkBytes = 64 << 10;

    /// <summary>See <see cref="IEngine.LogsAsync"/>.</summary>
    public async IAsyncEnumerable<LogChunk> ReadAsync(
        LogRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var offset = request.Offset;
        while (true)
        {
            // Asked before the file is read to its end, or what comes between would be missed.
            var isLast = !request.Follow || await hasEnded(cancellation);
            while (Read(offset) is { Length: > 0 } bytes)
            {
                yield return new LogChunk(offset, bytes, Dropped: 0);
                offset += bytes.Length;
            }

            if (isLast) yield break;

            await Task.Delay(pause, clock, cancellation);
        }
    }

    // Opened anew each time: a file on a shared file system may be replaced, and is not there before the run starts.
    private ReadOnlyMemory<byte> Read(long offset)
    {
        try
        {
            using var file = File.OpenHandle(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[ChunkBytes];
            return buffer.AsMemory(0, RandomAccess.Read(file, buffer, offset));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
    }
}
