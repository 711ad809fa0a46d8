using Headroom.Server.Access;
using Headroom.Server.Views;
using Headroom.Storage;
using Headroom.Storage.Reading;

namespace Headroom.Server.Pages.Overview;

/// <summary>How long jobs waited before their first start, of those that started in the last day.</summary>
internal static class Waits
{
    private const long Day = 86_400_000;
    private const int CountMax = 500;

    public static async Task<WaitFigures> OfAsync(
        Store store, PoolSnapshot pool, Bearer bearer, CancellationToken cancellation)
    {
        var ended = await store.Jobs.ReadAsync(
            new JobQuery
            {
                Tenant = bearer.Tenant.Length > 0 ? bearer.Tenant : null,
                Order = JobSort.EndedLast,
                Size = CountMax,
            },
            cancellation);
        var starts = ended.Jobs
            .Where(job => job is { Attempts: 1, Started: not null })
            .Select(job => (At: job.Started!.Value, Wait: job.Started.Value - job.Submitted))
            .Concat(pool.Runs
                .Where(run => run.Preemptions == 0 && bearer.Sees(run.Tenant))
                .Select(run => (At: run.Started, Wait: run.Started - run.Submitted)))
            .Where(start => start.At > pool.At - Day)
            .OrderByDescending(start => start.At)
            .Take(CountMax)
            .Select(start => start.Wait)
            .Order()
            .ToArray();
        return starts.Length == 0
            ? new WaitFigures(0, 0, 0)
            : new WaitFigures(Rank(starts, 50), Rank(starts, 90), starts.Length);
    }

    // Nearest rank.
    private static long Rank(long[] sorted, int percent) =>
        sorted[Math.Max(0, (sorted.Length * percent + 99) / 100 - 1)];
}
