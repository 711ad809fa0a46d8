using Headroom.Capacity.Ladder;
using Headroom.Capacity.Planning;
using Headroom.Client.Planning;

namespace Headroom.Server.Planning;

/// <summary>Gaps as they are told.</summary>
internal static class GapViews
{
    private const long MillisecondsAnHour = 3_600_000;

    public static GapView Of(GapLadder ladder, long from, long before, GapFilter filter) => new()
    {
        From = from,
        Before = before,
        Gpus = ladder.Supply.Gpus,
        Nameplate = ladder.Nameplate,
        InService = ladder.InService,
        Running = ladder.Allocated,
        Busy = ladder.Busy,
        Useful = ladder.Useful,
        Pending = ladder.Pending,
        Refused = ladder.Refused,
        Demand = ladder.Demand,
        Gap = ladder.Gap,
        WaitedBesideFree = ladder.WaitedBesideFree,
        Wedge = WedgeOf(
            filter.LeadMonths ?? GapQuestion.LeadUsual, filter.DoublingMonths ?? GapQuestion.DoublingUsual),
        Hours =
        [
            .. ladder.Hours.Select((hour, index) => new GapHourView(
                from + index * MillisecondsAnHour, hour.Running, hour.Pending, hour.Refused)),
        ],
        Tenants = PartsOf(ladder.Tenants),
        Chips = PartsOf(ladder.Chips),
        Regions = PartsOf(ladder.Pools),
    };

    public static GapReadingView Of(GapReading reading, double betterUse) => new(
        reading.Unit == GapUnit.Nameplate ? GapReadingKind.Nameplate : GapReadingKind.Useful,
        reading.Demanded,
        reading.Delivered,
        reading.Shortfall,
        reading.GainedAt(betterUse),
        reading.Shortfall > 0 ? Math.Min(1, reading.GainedAt(betterUse) / reading.Shortfall) : null);

    private static WedgeView WedgeOf(double lead, double doubling) =>
        new(lead, doubling, LeadTime.Cover(lead, doubling));

    private static IReadOnlyList<GapPartView> PartsOf(IReadOnlyList<GapPart> parts) =>
    [
        .. parts.Select(part => new GapPartView(
            part.Name, part.Demand.Running, part.Demand.Pending, part.Demand.Refused, part.InService, part.Gap)),
    ];
}
