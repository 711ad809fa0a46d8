using Headroom.Client.Wire;

namespace Headroom.Cli.Remote;

/// <summary>
/// Asks again when a connection breaks or the server has too much to do. Only for what may be asked twice: reads,
/// submissions with a key, and changes that are no change the second time.
/// </summary>
internal sealed class Patience(TimeProvider clock)
{
    private const int TriesMax = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(10);

    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (ApiException fault) when (tries < TriesMax && PauseAfter(fault, tries) is not null)
            {
                await Task.Delay(PauseAfter(fault, tries)!.Value, clock, cancellation);
            }
        }
    }

    // Null where the answer would be the same again, or comes too late for someone who waits.
    private static TimeSpan? PauseAfter(ApiException fault, int tries)
    {
        if (!fault.IsBroken && fault.Problem?.Status is not (429 or 502 or 503 or 504)) return null;
        if (fault.RetryAfter is { } asked) return asked <= PauseMax ? asked : null;

        return FirstPause * Math.Pow(3, tries - 1);
    }
}
