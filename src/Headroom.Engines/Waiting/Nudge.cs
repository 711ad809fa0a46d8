namespace Headroom.Engines.Waiting;

/// <summary>Lets whoever waits for a while go on at once.</summary>
internal sealed class Nudge
{
    private volatile TaskCompletionSource _next = New();

    /// <summary>Ends with the next nudge.</summary>
    public Task Next => _next.Task;

    /// <summary>
    /// Waits for a time, or until <paramref name="nudged"/> ends: take it before what is waited for is looked at.
    /// </summary>
    public static async Task WaitAsync(
        Task nudged, TimeSpan time, TimeProvider clock, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(nudged, Task.Delay(time, clock, enough.Token));
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Nudges.</summary>
    public void Give()
    {
        var given = Interlocked.Exchange(ref _next, New());
        given.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
