using Headroom.Scheduling.Plans;
using Headroom.Server.Access;
using Headroom.Server.Pages.Charts;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Views;

namespace Headroom.Server.Pages.Pool;

/// <summary>What queues are owed and use, now and in the past.</summary>
internal static class SharePages
{
    private const int PointsMax = 144;
    private const int LinesMax = 8;

    public static void Map(IEndpointRouteBuilder web) => web.MapGet(
        "/share",
        (HttpContext context, TimeProvider time, PoolPulse pulse, PoolHistory history, UsageByDay usage) =>
            Page.AnswerAsync(context, time, async (request, bearer) =>
            {
                var pool = await pulse.LatestAsync();
                var model = await ModelAsync(pool, history.Recent(PointsMax), usage, bearer, request);
                return Page.Of<SharePage>(request.Frame(Section.FairShare), model);
            }));

    private static async Task<ShareModel> ModelAsync(
        PoolSnapshot pool, IReadOnlyList<PoolSample> samples, UsageByDay usage, Bearer bearer, PageRequest request)
    {
        var chips = Enumerable.Range(0, pool.Resources.ChipModelCount).ToArray();
        string[] models = [.. chips.Select(model => pool.Resources[model])];
        var asked = request.Value("resource");
        var resource = models.Contains(asked, StringComparer.Ordinal) ? asked : "";
        var counted = resource.Length > 0 ? [pool.Resources.IndexOf(resource)] : chips;
        var tenants = pool.Queues.Where(queue => queue.Depth == 1 && bearer.Sees(queue.Tenant)).ToArray();
        return new ShareModel
        {
            Resources = models,
            Resource = resource,
            Rows = [.. pool.Queues.Where(queue => bearer.Sees(queue.Tenant)).Select(queue => RowOf(queue, counted))],
            Capacity = counted.Sum(model => pool.Resources.Capacity[model]),
            Usage = await usage.OfAsync(bearer, resource, [.. tenants.Select(tenant => tenant.Name)], pool.At),
            Moments = [.. samples.Select(sample => sample.At)],
            Lines =
            [
                .. tenants.Take(LinesMax).Select((tenant, index) => new Series(
                    tenant.Name,
                    $"l{index + 1}",
                    [.. samples.Select(sample => sample.UsedBy(tenant.Name) / 1000.0)])),
            ],
        };
    }

    private static ShareRow RowOf(QueueSnapshot queue, int[] counted) => new(
        queue.Name, queue.Depth, queue.Weight, queue.IsPaused,
        // One that somebody holds asks for nothing.
        queue.Waiting - queue.Reasons[(int)HoldReason.HeldByUser], queue.Running,
        counted.Sum(model => queue.Nominal[model]),
        counted.Sum(model => queue.Owed[model]),
        counted.Sum(model => queue.Used[model]));
}
