using System.IO.Pipelines;
using System.Text;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Server.Access;
using Headroom.Server.Changes;
using Headroom.Storage;
using Headroom.Storage.Writing;

namespace Headroom.Server.Tests.Changes;

/// <summary>One stream, with a clock that runs a thousand times as fast.</summary>
public sealed class ChangeStreamTests : IDisposable
{
    private static readonly Fleet Fleet = new() { Nodes = [new Node("a\nb", 1_000, 1_024, 0, "")] };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-stream-");
    private readonly Store _store;
    private readonly StoreWriter _writer;
    private readonly ChangeFeed _feed;

    public ChangeStreamTests()
    {
        _store = Store.Open(StoreAddress.File(Path.Combine(_folder.FullName, "store.db")), Fleet);
        _writer = _store.StartWriter(_store.TakeLead("one", 0, 1)!);
        _feed = new ChangeFeed(_store);
    }

    [Fact]
    public async Task Silence_is_broken_by_a_comment_and_a_line_break_in_a_name_stays_in_its_line()
    {
        var pipe = new Pipe();
        using var end = new CancellationTokenSource();
        var running = Stream(pipe).RunAsync(null, end.Token);

        var begun = await ReadUntilAsync(pipe, ": alive\n\n");
        await AppendAsync();
        var told = await ReadUntilAsync(pipe, "event: node");
        await end.CancelAsync();

        Assert.StartsWith("id: 0\nevent: begin\ndata: {", begun, StringComparison.Ordinal);
        Assert.Contains("id: 1\nevent: node\ndata: {", told, StringComparison.Ordinal);
        Assert.Contains("""{"name":"a\nb","state":"CORDONED"}""", told, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_in_is_cut_off()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 64, resumeWriterThreshold: 32));

        await Assert.ThrowsAsync<TimeoutException>(() => Stream(pipe).RunAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task Streams_at_the_same_place_share_one_read()
    {
        await AppendAsync();

        var pages = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => _feed.AfterAsync(0, CancellationToken.None)));

        Assert.All(pages, page => Assert.Same(pages[0], page));
    }

    public void Dispose()
    {
        _writer.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private ChangeStream Stream(Pipe pipe) => new(
        pipe.Writer, _feed, new ChangeViews(new Bearer("one", Role.Viewer, ""), null, Fleet), new FastClock());

    private async Task AppendAsync()
    {
        var receipt = await _writer.WriteAsync(
            new StoreBatch { Events = [new NodeChanged(0, 0, NodeStatus.Cordoned)] });
        _feed.Append(receipt.LastSequence);
    }

    private static async Task<string> ReadUntilAsync(Pipe pipe, string text)
    {
        var read = new StringBuilder();
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
        {
            var result = await pipe.Reader.ReadAsync();
            read.Append(Encoding.UTF8.GetString(result.Buffer));
            pipe.Reader.AdvanceTo(result.Buffer.End);
        }

        return read.ToString();
    }

    private sealed class FastClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan due, TimeSpan period) =>
            base.CreateTimer(callback, state, due > TimeSpan.Zero ? due / 1000 : due, period);
    }
}
