using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Headroom.Cli.Output;
using Headroom.Client.Events;
using Headroom.Client.Wire;

namespace Headroom.Cli.Remote;

/// <summary>What to look at again.</summary>
/// <param name="IsWhole">Whether anything may have changed.</param>
/// <param name="Jobs">
/// Jobs that have changed. None where nothing was told for a while: there is still what no event tells, such as why a
/// job waits.
/// </param>
internal sealed record Look(bool IsWhole, IReadOnlySet<long> Jobs);

/// <summary>
/// Tells when to look again: at once when the server says that jobs have changed, after a break from where it broke.
/// Where its events cannot be had, it says why, and tells to look by and by.
/// </summary>
/// <param name="call">The server.</param>
/// <param name="job">The only job that matters; null for all.</param>
internal sealed class ChangeFollow(ServerCall call, long? job)
{
    private const int WaitingMax = 1_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan QuietMax = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _clock = call.Terminal.Clock;
    private long? _last;

    /// <summary>First to look at everything, then whenever something has changed; never ends by itself.</summary>
    public async IAsyncEnumerable<Look> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // Null for everything.
        var changes = Channel.CreateBounded<long?>(WaitingMax);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var telling = TellAsync(changes.Writer, ending.Token);
        try
        {
            while (true)
            {
                await WaitAsync(changes.Reader, cancellation);
                var (isWhole, jobs) = (false, new SortedSet<long>());
                while (changes.Reader.TryRead(out var changed))
                {
                    if (changed is { } id) jobs.Add(id);
                    else isWhole = true;
                }

                yield return new Look(isWhole, jobs);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await telling.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    // Until there is something, or it has been quiet for long.
    private async Task WaitAsync(ChannelReader<long?> changes, CancellationToken cancellation)
    {
        using var quiet = new CancellationTokenSource(QuietMax, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, quiet.Token);
        try
        {
            await changes.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    private async Task TellAsync(ChannelWriter<long?> changes, CancellationToken cancellation)
    {
        var fault = await FollowAsync(changes, cancellation);
        call.Terminal.Error.WriteLine(DisplayWidth.Printable(
            $"headroom: events cannot be followed ({fault.TrimEnd('.')}); "
            + "the server is asked again and again instead."));
        call.Terminal.Error.Flush();
        for (var pause = TimeSpan.Zero; ; pause = pause < PauseMax ? pause * 2 + FirstPause : PauseMax)
        {
            await Task.Delay(pause, _clock, cancellation);
            await changes.WriteAsync(null, cancellation);
        }
    }

    // A server that is silent is asked for its events again and again: whoever looks meanwhile finds that it is gone.
    private async Task<string> FollowAsync(ChannelWriter<long?> changes, CancellationToken cancellation)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < PauseMax ? pause * 2 : PauseMax)
        {
            var before = _last;
            if (await ReadOnAsync(changes, cancellation) is { } fault) return fault;
            if (_last != before) pause = FirstPause;

            await Task.Delay(pause, _clock, cancellation);
        }
    }

    // Why there is nothing to be had here; null when the stream ended or broke.
    private async Task<string?> ReadOnAsync(ChannelWriter<long?> changes, CancellationToken cancellation)
    {
        using var quiet = new CancellationTokenSource(QuietMax, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, quiet.Token);
        try
        {
            await foreach (var change in call.Client.Value.ChangesAsync(_last, job, either.Token))
            {
                quiet.CancelAfter(Timeout.InfiniteTimeSpan);
                if (change.Kind == ChangeKind.Reset || _last is null) await changes.WriteAsync(null, cancellation);
                if (change.Job is { } changed) await changes.WriteAsync(changed.Id, cancellation);
                _last = change.Sequence;
            }

            return null;
        }
        catch (OperationCanceledException) when (quiet.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return "they begin, but none arrives: something on the way keeps them back";
        }
        catch (ApiException fault) when (fault.IsUnreadable || fault.Problem is { Status: not (502 or 503 or 504) })
        {
            return ServerFailure.SentenceOf(fault);
        }
        catch (ApiException)
        {
            return null;
        }
    }
}
