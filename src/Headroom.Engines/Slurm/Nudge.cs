namespace Headroom.Engines.Slurm;

/// <summary>Lets whoever waits for a while go on at once.</summary>
internal sealed class Nudge
{
    private volatile TaskCompletionSource _next = New();

    /// <summary>Ends with the next nudge.</summary>
    public Task Next => _next.Task;

    /// <summary>Nudges.</summary>
    public void Give()
    {
        var given = Interlocked.Exchange(ref _next, New());
        given.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
