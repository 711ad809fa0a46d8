using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Rooms;

/// <summary>Writes down that there was no room, and of what there was too little.</summary>
internal static class RoomHold
{
    private const int MebibytesPerGibibyte = 1024;

    /// <summary>The reason, without those who hold the room.</summary>
    /// <param name="shortage">What was short.</param>
    /// <param name="resources">Resources by index.</param>
    /// <param name="demand">What the job asks of its own one.</param>
    /// <param name="available">What is left of that, in thousandths.</param>
    public static Hold Of(Shortage shortage, Resources resources, Demand demand, long available) =>
        shortage.Blocker switch
        {
            Blocker.FewCores => Of(resources[resources.Cpu], shortage.Asked, shortage.Left),
            Blocker.LittleMemory => Of(Hold.Memory, InMilli(shortage.Asked), InMilli(shortage.Left)),
            Blocker.NoRoom when shortage.Asked > 0 => Of(resources[demand.Resource], shortage.Asked, shortage.Left),
            _ => Of(resources[demand.Resource], demand.Milli, available) with { Reason = ReasonOf(shortage.Blocker) },
        };

    private static Hold Of(string resource, long asked, long available) => new(HoldReason.NoRoomNow)
    {
        Resource = resource,
        AskedMilli = asked,
        AvailableMilli = available,
    };

    private static HoldReason ReasonOf(Blocker blocker) => blocker switch
    {
        Blocker.Reserved => HoldReason.ReservedForOthers,
        Blocker.NotTogether => HoldReason.NoRoomTogether,
        _ => HoldReason.NoRoomNow,
    };

    private static long InMilli(long mebibytes) =>
        (long)Int128.Min((Int128)mebibytes * 1000 / MebibytesPerGibibyte, long.MaxValue);
}
