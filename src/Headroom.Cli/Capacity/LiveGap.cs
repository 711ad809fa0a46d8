using Headroom.Capacity.Ladder;
using Headroom.Cli.Remote;
using Headroom.Client.Planning;

namespace Headroom.Cli.Capacity;

/// <summary>The gap of a pool that runs, as its server measures it.</summary>
internal static class LiveGap
{
    public static async Task<MeasuredGap> MeasureAsync(
        ServerCall call, int? days, GapSupply told, CancellationToken cancellation)
    {
        var filter = new GapFilter { Days = days, Ahead = 0, Share = true };
        var view = await call.AskAsync(client => client.Planning.GapAsync(filter, cancellation), cancellation);
        return new MeasuredGap("pool", Of(view, told), view.Share);
    }

    private static GapLadder Of(GapView view, GapSupply told) => new(
        told with
        {
            Gpus = view.Gpus,
            InService = told.InService ?? (view.Nameplate > 0 ? view.InService / view.Nameplate : 1),
        },
        [.. view.Hours.Select(hour => new GapHour(hour.Running, hour.Pending, hour.Refused))],
        Of(view.Tenants))
    {
        Pools = Of(view.Regions),
        Chips = Of(view.Chips),
    };

    private static IReadOnlyList<GapPart> Of(IReadOnlyList<GapPartView> parts) =>
    [
        .. parts.Select(part => new GapPart(part.Name, new GapHour(part.Running, part.Pending, part.Refused))
        {
            InService = part.InService,
            Gap = part.Gap,
        }),
    ];
}
