using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Local;

public sealed class LogTests
{
    [Fact]
    public async Task Both_streams_are_kept_apart_and_read_from_an_offset()
    {
        await using var runs = new LocalRuns();
        await runs.RunAsync(LocalRuns.Script("two", "echo to output; echo to error >&2"));

        Assert.Equal("to output\n", await runs.TextAsync("two"));
        Assert.Equal("to error\n", await runs.TextAsync("two", LogStream.Error));
        var chunk = Assert.Single(await ChunksAsync(runs, "two", new LogRequest(LogStream.Output, Offset: 3)));
        Assert.Equal((3, "output\n"), (chunk.Offset, System.Text.Encoding.UTF8.GetString(chunk.Bytes.Span)));
        Assert.Empty(await ChunksAsync(runs, "two", new LogRequest(LogStream.Output, Offset: 10)));
        Assert.Empty(await ChunksAsync(runs, "none", new LogRequest(LogStream.Output)));
    }

    [Fact]
    public async Task Following_shows_what_comes_and_ends_with_the_run()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Script(
            "talks", $"echo first; while [ ! -e '{runs.Scratch("go")}' ]; do sleep 0.05; done; echo second"));

        var seen = new List<string>();
        await foreach (var chunk in runs.Engine.LogsAsync(
            RunId.Of("talks"), new LogRequest(LogStream.Output, Follow: true), TestContext.Current.CancellationToken))
        {
            seen.Add(System.Text.Encoding.UTF8.GetString(chunk.Bytes.Span));
            File.WriteAllText(runs.Scratch("go"), "");
        }

        Assert.Equal(["first\n", "second\n"], seen);
    }

    [Fact]
    public async Task A_log_without_bounds_is_kept_within_its_own()
    {
        const long Written = 300_000_000;
        const long Kept = 8 << 20;
        await using var runs = new LocalRuns();
        var order = LocalRuns.Script("loud", $"echo begin; head -c {Written} /dev/zero; echo end") with
        {
            LogBytesMax = Kept,
        };

        var ending = await runs.RunAsync(order);
        var chunks = await ChunksAsync(runs, "loud", new LogRequest(LogStream.Output));

        var total = Written + "begin\nend\n".Length;
        var kept = chunks.Sum(chunk => (long)chunk.Bytes.Length);
        Assert.True(ending.IsSuccess);
        Assert.Equal(total, ending.OutputBytes);
        Assert.Equal(total, kept + chunks.Sum(chunk => chunk.Dropped));
        Assert.InRange(kept, Kept / 2, Kept);
        Assert.Single(chunks, chunk => chunk.Dropped > 0);
        Assert.Equal("begin\n"u8, chunks[0].Bytes.Span[..6]);
        Assert.Equal("end\n"u8, chunks[^1].Bytes.Span[^4..]);
        Assert.InRange(
            Directory.EnumerateFiles(runs.FolderOf("loud").Path).Sum(path => new FileInfo(path).Length), 0, Kept + 65_536);
    }

    private static async Task<List<LogChunk>> ChunksAsync(LocalRuns runs, string id, LogRequest request)
    {
        var chunks = new List<LogChunk>();
        await foreach (var chunk in runs.Engine.LogsAsync(
            RunId.Of(id), request, TestContext.Current.CancellationToken))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }
}
