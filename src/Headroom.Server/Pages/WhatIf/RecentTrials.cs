using Headroom.Client.Pool;

namespace Headroom.Server.Pages.WhatIf;

/// <summary>
/// What came of the last trials: whoever loads a page anew, in another language or from a link, need not wait for
/// the same replay again. Thread-safe.
/// </summary>
internal sealed class RecentTrials(TimeProvider time)
{
    private const int CountMax = 16;

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, long Taken, WhatIfView View)> _trials = [];

    /// <summary>What is known of a trial, or what <paramref name="run"/> finds out.</summary>
    /// <param name="key">What was tried, and on which policy.</param>
    /// <param name="run">Tries it.</param>
    public async Task<WhatIfView> OfAsync(string key, Func<Task<WhatIfView>> run)
    {
        lock (_lock)
        {
            foreach (var trial in _trials)
            {
                if (trial.Key == key && time.GetElapsedTime(trial.Taken) < Age) return trial.View;
            }
        }

        var view = await run();
        lock (_lock)
        {
            _trials.AddFirst((key, time.GetTimestamp(), view));
            if (_trials.Count > CountMax) _trials.RemoveLast();
        }

        return view;
    }
}
