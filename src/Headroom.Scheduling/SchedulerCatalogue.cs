using Headroom.Scheduling.Peers;
using Headroom.Scheduling.Peers.CohortShare;
using Headroom.Scheduling.Peers.EvictRefill;
using Headroom.Scheduling.Peers.PriorityEasy;
using Headroom.Scheduling.Peers.SaturationReclaim;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling;

/// <summary>The schedulers that can be named, Headroom's own first.</summary>
public static class SchedulerCatalogue
{
    private static readonly IReadOnlyList<Func<IPoolScheduler>> Makers =
    [
        () => new PoolScheduler(),
        () => new FifoPeer(),
        () => new PriorityEasyPeer(),
        () => new PriorityEasyPeer(new PriorityEasyOptions { PreemptsBeyondQuota = true }),
        () => new CohortSharePeer(),
        () => new SaturationReclaimPeer(),
        () => new EvictRefillPeer(),
    ];

    /// <summary>Their names, in the order in which they are shown; each is the scheduler's own.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Select(make => make().Name)];

    /// <summary>A new scheduler by its name; null when there is none of that name.</summary>
    public static IPoolScheduler? Create(string name)
    {
        for (var index = 0; index < Makers.Count; index++)
        {
            if (Names[index] == name) return Makers[index]();
        }

        return null;
    }
}
