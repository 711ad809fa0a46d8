using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Server.Estimates;
using Headroom.Server.Loop;

namespace Headroom.Server.Pages.Jobs;

/// <summary>
/// Estimates for everyone who looks at a job: each takes seconds of a processor, so those who look at one job at a time
/// share one. Thread-safe.
/// </summary>
internal sealed class RecentStarts(StartEstimates estimates, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<JobId, (long Asked, Task<StartView> View)> _starts = [];

    /// <summary>The estimate for a job; null while others are estimated, or once it waits no longer.</summary>
    public async Task<StartView?> OfAsync(JobId job)
    {
        try
        {
            return await LatestAsync(job);
        }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Busy or RefusalKind.Conflict)
        {
            return null;
        }
    }

    private Task<StartView> LatestAsync(JobId job)
    {
        lock (_lock)
        {
            foreach (var (old, _) in _starts.Where(start => time.GetElapsedTime(start.Value.Asked) > Age).ToArray())
                _starts.Remove(old);
            if (_starts.TryGetValue(job, out var known) && !known.View.IsFaulted) return known.View;

            // Nobody's own: whoever asked first may be gone before others have it.
            var view = estimates.OfAsync(job, CancellationToken.None);
            _starts[job] = (time.GetTimestamp(), view);
            return view;
        }
    }
}
