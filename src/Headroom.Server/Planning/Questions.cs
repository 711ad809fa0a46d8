using Headroom.Server.Loop;

namespace Headroom.Server.Planning;

/// <summary>
/// Questions that take a processor for a while, answered beside the loop and one at a time, so that the pool keeps the
/// others.
/// </summary>
internal sealed class Questions : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The answer to one.</summary>
    /// <exception cref="Refusal">Another one is being answered.</exception>
    public async Task<T> AnswerAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        if (!await _one.WaitAsync(TimeSpan.Zero, cancellation))
            throw new Refusal(RefusalKind.Busy, "Another plan is being made", "try again when it is done");

        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
