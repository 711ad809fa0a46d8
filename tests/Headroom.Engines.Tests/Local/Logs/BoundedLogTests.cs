using CsCheck;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Local.Logs;

namespace Headroom.Engines.Tests.Local.Logs;

public sealed class BoundedLogTests
{
    [Fact]
    public void What_is_kept_stands_at_its_place_and_what_is_not_is_counted() =>
        Gen.Select(Gen.Int[8, 400], Gen.Byte.Array[0, 60].Array[0, 60]).Sample((bound, pieces) =>
        {
            var written = pieces.SelectMany(piece => piece).ToArray();
            using var folder = new ScratchFolder();
            using (var log = new BoundedLog(folder.Path, LogStream.Output, bound))
            {
                foreach (var piece in pieces) log.Append(piece);
                Assert.Equal(written.Length, log.Bytes);
                Assert.Null(log.Fault);
            }

            var kept = Check(folder.Path, written);
            Assert.InRange(kept, Math.Min(written.Length, bound / 2), bound);
        }, iter: 300);

    [Fact]
    public void What_cannot_be_written_is_passed_over_and_the_rest_stands_at_its_place()
    {
        using var folder = new ScratchFolder();
        using var log = new BoundedLog(folder.Path, LogStream.Output, 64 << 10);
        log.Append("before "u8);
        Directory.Delete(folder.Path, recursive: true);

        // The open file goes on; the next one finds no folder.
        log.Append(new byte[8192]);
        log.Append(new byte[1000]);
        Directory.CreateDirectory(folder.Path);
        log.Append("after"u8);

        Assert.NotNull(log.Fault);
        Assert.Equal([9199L], LogNames.Offsets(folder.Path, LogStream.Output));
        Assert.Equal("after", File.ReadAllText(Path.Combine(folder.Path, LogNames.Of(LogStream.Output, 9199))));
    }

    // Reads with the reader that the engine uses; each byte must be that of its place.
    private static long Check(string folder, byte[] written)
    {
        var (offset, kept) = (0L, 0L);
        var reader = new LogReader(new RunFolder(folder), TimeProvider.System, TimeSpan.Zero);
        var chunks = reader.ReadAsync(new LogRequest(LogStream.Output), CancellationToken.None);
        foreach (var chunk in chunks.ToBlockingEnumerable())
        {
            Assert.Equal(offset + chunk.Dropped, chunk.Offset);
            Assert.Equal(written.AsSpan((int)chunk.Offset, chunk.Bytes.Length), chunk.Bytes.Span);
            offset = chunk.Offset + chunk.Bytes.Length;
            kept += chunk.Bytes.Length;
        }

        Assert.Equal(written.Length, offset);
        return kept;
    }
}
