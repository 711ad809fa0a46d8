using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>A tree of queues whose quotas add up to no more than what the queue above has.</summary>
internal static class RandomPolicy
{
    private const int DepthMax = 4;
    private const int ChildrenMax = 3;
    private const long Second = 1_000;

    public static SharingPolicy Create(Pcg32 chance, Fleet fleet)
    {
        var resources = new Resources(fleet);
        var queues = new List<QueueDefinition>();
        AddBelow(chance, queues, resources, parent: "", [.. resources.Capacity], depth: 1);
        var churn = chance.OneOf(0, 0, 5 * Second);
        return new SharingPolicy
        {
            Queues = queues,
            Fairness = new FairnessRules
            {
                HalfLifeMilliseconds = chance.OneOf(0, 3_600 * Second),
                ReclaimsWeightedShare = chance.OnceIn(3),
            },
            Reclaim = new ReclaimRules
            {
                NaturalChurnMilliseconds = churn,
                GraceMilliseconds = churn + chance.OneOf(0, 10 * Second, 60 * Second),
                RuntimeMillisecondsMin = chance.OneOf(0, 0, 10 * Second),
                PreemptionsPerJobMax = (int)chance.Between(1, 3),
                StopMilliseconds = chance.OneOf(0, 0, 3 * Second),
            },
            Planning = new PlanningRules
            {
                ReservationsMax = chance.OneOf(0, 4, 16),
                DefaultTimeLimitMilliseconds = 600 * Second,
            },
        };
    }

    private static void AddBelow(
        Pcg32 chance, List<QueueDefinition> queues, Resources resources, string parent, long[] left, int depth)
    {
        var children = chance.Between(depth == 1 ? 2 : 1, ChildrenMax);
        for (var child = 0; child < children; child++)
        {
            var name = parent.Length == 0
                ? string.Create(CultureInfo.InvariantCulture, $"q{child}")
                : string.Create(CultureInfo.InvariantCulture, $"{parent}.{child}");
            var own = new long[resources.Count];
            for (var resource = 0; resource < own.Length; resource++)
            {
                own[resource] = Part(chance, left[resource]);
                left[resource] -= own[resource];
            }

            queues.Add(new QueueDefinition
            {
                Name = name,
                Parent = parent,
                Weight = (int)chance.Between(1, 4),
                Order = chance.OneOf(JobOrder.Priority, JobOrder.Priority, JobOrder.Fifo, JobOrder.PredictedService),
                AllowsBackfill = !chance.OnceIn(6),
                Quotas = ValueList.From(Quotas(chance, resources, own)),
            });
            if (depth < DepthMax && chance.OnceIn(3)) AddBelow(chance, queues, resources, name, own, depth + 1);
        }
    }

    private static IEnumerable<Quota> Quotas(Pcg32 chance, Resources resources, long[] own)
    {
        for (var resource = 0; resource < own.Length; resource++)
        {
            long? borrowing = chance.OnceIn(5) ? chance.Between(0, 8) * 1_000 : null;
            long? lending = chance.OnceIn(5) ? Part(chance, own[resource]) : null;
            if (own[resource] > 0 || borrowing is not null)
                yield return new Quota(resources[resource], own[resource], borrowing, lending);
        }
    }

    // None, some whole units, or all of an amount.
    private static long Part(Pcg32 chance, long milli) =>
        chance.Below(4) switch
        {
            0 => 0,
            1 => milli,
            _ => chance.Between(0, milli / 1_000) * 1_000,
        };
}
