using Headroom.Server.Access;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Views;
using Headroom.Storage;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;

namespace Headroom.Server.Pages.Overview;

/// <summary>How the pool stands.</summary>
internal static class OverviewPages
{
    private const int RowsMax = 6;
    private const int PointsMax = 120;

    public static void Map(IEndpointRouteBuilder web) => web.MapGet(
        "/",
        (HttpContext context, TimeProvider time, PoolPulse pulse, PoolHistory history, Store store) => Page.AnswerAsync(
            context, time, async (request, bearer) => Page.Of<OverviewPage>(
                request.Frame(Section.Overview),
                await ModelAsync(await pulse.LatestAsync(), history.Hour, store, bearer, request.Cancellation))));

    private static async Task<OverviewModel> ModelAsync(
        PoolSnapshot pool, IReadOnlyList<PoolSample> hour, Store store, Bearer bearer, CancellationToken cancellation)
    {
        var models = ChipModels.Of(pool);
        var queues = pool.Queues.Where(queue => queue.Depth == 1 && bearer.Sees(queue.Tenant)).ToArray();
        var samples = hour.Where((_, index) => (hour.Count - 1 - index) % (1 + hour.Count / PointsMax) == 0).ToArray();
        return new OverviewModel
        {
            Nameplate = models.Sum(model => model.Nameplate),
            InService = models.Sum(model => model.InService),
            Allocated = bearer.Tenant.Length == 0
                ? models.Sum(model => model.Allocated)
                : pool.Runs
                    .Where(run => bearer.Sees(run.Tenant) && run.Resource < models.Count)
                    .Sum(run => run.MilliHeld),
            Waiting = queues.Sum(queue => queue.WaitingGpuMilli),
            WaitingJobs = queues.Sum(queue => queue.Waiting),
            Waits = await Waits.OfAsync(store, pool, bearer, cancellation),
            Models = models,
            Reasons = ReasonsOf(queues),
            Attention = await FindAsync(store, queues.SelectMany(queue => queue.Attention), bearer, cancellation),
            Longest = await ListAsync(store, bearer, JobState.Waiting, JobSort.Oldest, cancellation),
            Failures = await ListAsync(store, bearer, JobState.Failed, JobSort.Newest, cancellation),
            Moments = [.. samples.Select(sample => sample.At)],
            Allocations = [.. samples.Select(sample => sample.Allocated(bearer) / 1000.0)],
            Demands = [.. samples.Select(sample => sample.Demand(bearer) / 1000.0)],
            Tenant = bearer.Tenant,
        };
    }

    private static IReadOnlyList<ReasonRow> ReasonsOf(QueueSnapshot[] queues) => queues.Length == 0 ? [] :
    [
        .. Enumerable.Range(0, queues[0].Reasons.Length)
            .Select(reason => new ReasonRow(JobViews.CodeOf(reason) ?? "", queues.Sum(queue => queue.Reasons[reason])))
            .Where(row => row.Jobs > 0)
            .OrderByDescending(row => row.Jobs),
    ];

    private static async Task<IReadOnlyList<StoredJob>> FindAsync(
        Store store, IEnumerable<Cluster.JobId> ids, Bearer bearer, CancellationToken cancellation)
    {
        var found = new List<StoredJob>();
        foreach (var id in ids.Take(RowsMax))
        {
            var job = await store.Job.FindAsync(id, bearer.Tenant.Length > 0 ? bearer.Tenant : null, cancellation);
            if (job is not null) found.Add(job.Job);
        }

        return found;
    }

    private static async Task<IReadOnlyList<StoredJob>> ListAsync(
        Store store, Bearer bearer, JobState state, JobSort order, CancellationToken cancellation) =>
        (await store.Jobs.ReadAsync(
            new JobQuery
            {
                Tenant = bearer.Tenant.Length > 0 ? bearer.Tenant : null,
                States = [state],
                Order = order,
                Size = RowsMax,
            },
            cancellation)).Jobs;
}
