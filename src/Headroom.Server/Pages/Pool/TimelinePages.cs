using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Headroom.Server.Access;
using Headroom.Server.Pages.Assets;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Views;
using Headroom.Storage;
using Headroom.Storage.Accounts;

namespace Headroom.Server.Pages.Pool;

/// <summary>What ran where, and what was promised.</summary>
internal static class TimelinePages
{
    private const int BarsMax = 10_000;
    private const int RowsMax = 200;
    private const long Hour = 3_600_000;

    private static readonly int[] Spans = [1, 6, 24, 72];

    public static void Map(IEndpointRouteBuilder web)
    {
        web.MapGet("/timeline", (HttpContext context, TimeProvider time, PoolPulse pulse, Store store) =>
            Page.AnswerAsync(context, time, async (request, bearer) =>
            {
                var (hours, pool, placements, promises) = await ReadAsync(request, bearer, pulse, store);
                return Page.Of<TimelinePage>(
                    request.Frame(Section.Timeline),
                    new TimelineModel(
                        hours, RowsOf(pool, placements, promises), TenantsOf(pool, bearer), placements.Count == BarsMax,
                        string.Create(CultureInfo.InvariantCulture, $"/timeline/data?hours={hours}")));
            }));
        web.MapGet("/timeline/data", (HttpContext context, TimeProvider time, PoolPulse pulse, Store store) =>
            Page.AnswerAsync(context, time, async (request, bearer) =>
            {
                var (hours, pool, placements, promises) = await ReadAsync(request, bearer, pulse, store);
                var drawing = Timeline.Of(
                    pool, placements, promises, TenantsOf(pool, bearer), pool.At - hours * Hour);
                return Json(context, JsonSerializer.SerializeToUtf8Bytes(drawing, JsonSerializerOptions.Web));
            }));
    }

    private static async Task<Seen> ReadAsync(PageRequest request, Bearer bearer, PoolPulse pulse, Store store)
    {
        var hours = int.TryParse(request.Value("hours"), CultureInfo.InvariantCulture, out var asked) && Spans.Contains(asked)
            ? asked
            : 6;
        var pool = await pulse.LatestAsync();
        var placements = await store.Usage.PlacementsAsync(
            pool.At - hours * Hour, BarsMax, bearer.Tenant.Length > 0 ? bearer.Tenant : null, request.Cancellation);
        return new Seen(hours, pool, placements, [.. pool.Promises.Where(promise => bearer.Sees(promise.Tenant))]);
    }

    private static string[] TenantsOf(PoolSnapshot pool, Bearer bearer) =>
        [.. pool.Queues.Where(queue => queue.Depth == 1 && bearer.Sees(queue.Tenant)).Select(queue => queue.Name)];

    private static IReadOnlyList<TimelineRow> RowsOf(
        PoolSnapshot pool, IReadOnlyList<Placement> placements, PromiseSnapshot[] promises)
    {
        var promised = promises.OrderBy(promise => promise.Start).Select(promise => new TimelineRow(
            promise.Job.Value, promise.Tenant, promise.Tasks.Sum(task => (long)task.Gpus.Count * promise.GpuMilli), "",
            NamesOf(pool, promise.Tasks.Select(task => task.Node)), promise.Start, null, IsPromise: true));
        var held = placements.OrderByDescending(placement => placement.Began).Select(placement => new TimelineRow(
            placement.Job.Value, placement.Tenant, placement.Milli, placement.Resource,
            NamesOf(pool, StretchNodes.Of(placement.Nodes).Select(place => place.Node)),
            placement.Began, placement.Ended, IsPromise: false));
        return [.. promised.Concat(held).Take(RowsMax)];
    }

    private static string NamesOf(PoolSnapshot pool, IEnumerable<int> nodes) => string.Join(
        ", ", nodes.Distinct().Where(node => node < pool.Fleet.Nodes.Count).Select(node => pool.Fleet.Nodes[node].Name));

    private static IResult Json(HttpContext context, byte[] bytes)
    {
        PageHeaders.Set(context.Response.Headers);
        if (Compression.IsWanted(context.Request))
        {
            context.Response.Headers.ContentEncoding = Compression.Name;
            bytes = Compression.Of(bytes, CompressionLevel.Fastest);
        }

        return Results.Bytes(bytes, "application/json");
    }

    private sealed record Seen(
        int Hours, PoolSnapshot Pool, IReadOnlyList<Placement> Placements, PromiseSnapshot[] Promises);
}
