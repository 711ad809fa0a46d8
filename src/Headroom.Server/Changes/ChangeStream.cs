using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Headroom.Client.Events;
using Headroom.Client.Wire;

namespace Headroom.Server.Changes;

/// <summary>
/// Server-sent events to one client. It holds a page at most: a client that does not take it in is cut off, and goes on
/// after the last event that it has.
/// </summary>
internal sealed class ChangeStream(PipeWriter output, ChangeFeed feed, ChangeViews views, TimeProvider time)
{
    /// <summary>Longest silence.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A busy pool is told of in parts: one write for each of them and client.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private static readonly byte[] Alive = ": alive\n\n"u8.ToArray();

    /// <summary>Tells what changes until it is cancelled.</summary>
    /// <param name="after">Number of the last event that the client has; null for what changes from now on.</param>
    /// <param name="cancellation">Ends the stream.</param>
    /// <exception cref="TimeoutException">The client takes nothing in.</exception>
    public async Task RunAsync(long? after, CancellationToken cancellation)
    {
        var position = Math.Min(after ?? feed.Last, feed.Last);
        Write(new ChangeView { Sequence = position, Kind = ChangeKind.Begin });
        // Of another store, or of this one before it was restored.
        if (after > position) Write(new ChangeView { Sequence = position, Kind = ChangeKind.Reset });
        await FlushAsync(cancellation);
        while (true)
        {
            var next = feed.AfterAsync(position, cancellation);
            while (!await IsThereAsync(next, cancellation)) await SayAliveAsync(cancellation);

            var page = await next;
            if (page.First > position + 1)
                Write(new ChangeView { Sequence = page.First.Value - 1, Kind = ChangeKind.Reset });
            foreach (var change in page.Changes)
            {
                if (views.Of(change) is { } view) Write(view);
            }

            position = page.Last;
            await FlushAsync(cancellation);
            await Task.Delay(Pace, time, cancellation);
        }
    }

    private async Task<bool> IsThereAsync(Task next, CancellationToken cancellation)
    {
        if (next.IsCompleted) return true;

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var silence = Task.Delay(Heartbeat, time, enough.Token);
        var isThere = await Task.WhenAny(next, silence) == next;
        await enough.CancelAsync();
        return isThere;
    }

    private Task SayAliveAsync(CancellationToken cancellation)
    {
        output.Write(Alive);
        return FlushAsync(cancellation);
    }

    private void Write(ChangeView change)
    {
        output.Write(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"id: {change.Sequence}\nevent: {change.Kind.ToString().ToLowerInvariant()}\ndata: ")));
        // On one line: JSON escapes what would end it.
        output.Write(JsonSerializer.SerializeToUtf8Bytes(change, ApiJson.Options));
        output.Write("\n\n"u8);
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        var flushed = output.FlushAsync(cancellation);
        if (!flushed.IsCompleted) await flushed.AsTask().WaitAsync(Patience, time, cancellation);
        else await flushed;
    }
}
