using System.Runtime.CompilerServices;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;

namespace Headroom.Engines.Local.Logs;

/// <summary>Reads the log of a run while it is written.</summary>
internal sealed class LogReader(RunFolder folder, TimeProvider clock, TimeSpan pause)
{
    private const int ChunkBytes = 64 << 10;

    /// <summary>From an offset on; see <see cref="IEngine.LogsAsync"/>.</summary>
    public async IAsyncEnumerable<LogChunk> ReadAsync(
        LogRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var offset = request.Offset;
        while (Directory.Exists(folder.Path))
        {
            // Looked at before the log: what was written until the run had ended is then all there.
            var ending = StateJson.Read<RunEnding>(folder.Ending);
            while (Next(request.Stream, offset) is { } chunk)
            {
                cancellation.ThrowIfCancellationRequested();
                offset = chunk.Offset + chunk.Bytes.Length;
                yield return chunk;
            }

            var total = request.Stream == LogStream.Output ? ending?.OutputBytes : ending?.ErrorBytes;
            if (total is { } end && end > offset)
                yield return new LogChunk(end, ReadOnlyMemory<byte>.Empty, end - offset);

            if (ending is not null || !request.Follow) yield break;

            await Task.Delay(pause, clock, cancellation);
        }
    }

    // A file may go between the look at the names and its opening: then the names are looked at again.
    private LogChunk? Next(LogStream stream, long offset)
    {
        while (true)
        {
            try
            {
                return NextOnce(stream, offset);
            }
            catch (FileNotFoundException)
            {
            }
            catch (DirectoryNotFoundException)
            {
                return null;
            }
        }
    }

    private LogChunk? NextOnce(LogStream stream, long offset)
    {
        var starts = LogNames.Offsets(folder.Path, stream);
        for (var index = Math.Max(0, starts.FindLastIndex(start => start <= offset)); index < starts.Count; index++)
        {
            var from = Math.Max(starts[index], offset);
            var bytes = Read(LogNames.Of(stream, starts[index]), from - starts[index]);
            if (bytes.Length > 0) return new LogChunk(from, bytes, from - offset);
        }

        return null;
    }

    private ReadOnlyMemory<byte> Read(string name, long position)
    {
        using var file = File.OpenHandle(
            Path.Combine(folder.Path, name), share: FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[ChunkBytes];
        var count = RandomAccess.Read(file, buffer, position);
        return buffer.AsMemory(0, count);
    }
}
