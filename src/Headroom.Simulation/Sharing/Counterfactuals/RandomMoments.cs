using Headroom.Cluster.Events;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Chance;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Sharing.Counterfactuals;

/// <summary>Moments of random small pools at work.</summary>
public static class RandomMoments
{
    private const int MomentsPerWorld = 4;

    /// <summary>Moments without end, each the same on every machine.</summary>
    /// <param name="seed">Seed of the first world; the next has the next.</param>
    /// <param name="newScheduler">Makes the schedulers that ran the worlds up to the moment.</param>
    public static IEnumerable<PoolMoment> From(ulong seed, Func<IPoolScheduler> newScheduler)
    {
        for (; ; seed++)
        {
            var world = RandomPool.Create(seed);
            var options = new SharingOptions { KeepEvents = true };
            var events = SharingReplay.Run(world.Jobs, world.Fleet, world.Policy, newScheduler(), options).Events;
            var chance = new Pcg32(seed);
            for (var moment = 0; moment < MomentsPerWorld && events.Count > 0; moment++)
            {
                var now = events[(int)chance.Below((uint)events.Count)].At;
                yield return new PoolMoment(world.Fleet, world.Policy, [.. Until(events, now)], now);
            }
        }
    }

    private static IEnumerable<ClusterEvent> Until(IReadOnlyList<ClusterEvent> events, long now) =>
        events.TakeWhile(happened => happened.At <= now);
}
