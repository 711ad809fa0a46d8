using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Server.Access;
using Headroom.Server.Estimates;
using Headroom.Server.Loop;

namespace Headroom.Server.Pages.Jobs;

/// <summary>
/// Estimates for everyone who looks at a job: each takes seconds of a processor, so those who look at one job at a time
/// share one. Thread-safe.
/// </summary>
internal sealed class RecentStarts(StartEstimates estimates, StartChanges changes, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<JobId, (long Asked, Task<StartView> View)> _starts = [];

    /// <summary>The estimate for a job, and what of it whoever looks could change.</summary>
    public async Task<StartModel> OfAsync(JobId job, Bearer bearer)
    {
        var start = await EstimateAsync(job);
        var found = start is null ? null : await changes.OfAsync(job, bearer, CancellationToken.None);
        // What a wait leads to the estimate says better.
        return new StartModel(start, found?.Where(change => change.Kind != "WAIT").ToList());
    }

    // None while others are estimated, or once it waits no longer.
    private async Task<StartView?> EstimateAsync(JobId job)
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
