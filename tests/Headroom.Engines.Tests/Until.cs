using System.Diagnostics;

namespace Headroom.Engines.Tests;

/// <summary>Waits for what will come, for as long as even a very busy machine may take.</summary>
internal static class Until
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task TrueAsync(string what, Func<bool> condition) =>
        TrueAsync(what, () => Task.FromResult(condition()));

    public static async Task TrueAsync(string what, Func<Task<bool>> condition)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.False(Stopwatch.GetElapsedTime(since) > Longest, $"It did not come about that {what}.");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
