using CsCheck;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Fairness;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Tests.Quotas;

namespace Headroom.Scheduling.Tests.Fairness;

public sealed class QueueTurnsProperties
{
    private static readonly Gen<(int Queue, int Resource, long Milli)> Step =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 1], Gen.Long[0, 8].Select(steps => steps * 500));

    [Fact]
    public void The_next_turn_is_that_of_the_least_share_at_every_level() =>
        Gen.Select(RunningWorlds.World, Step.Array[1, 20]).Sample((world, steps) =>
        {
            var (state, tree) = world;
            var use = new PoolUse(tree, state);
            var turns = new QueueTurns<QueueShare>(tree, new ShareBook(tree, use, state).Of);
            var plain = new PlainTurns(tree, use, state);
            var leaves = Enumerable.Range(1, tree.Count - 1).Where(tree.TakesJobs).ToArray();
            foreach (var (number, resource, milli) in steps)
            {
                // Whoever has the turn is served and offers another job; in between, anyone offers or has no more.
                var queue =
                    number % 2 == 0 && turns.Next() is { Queue: var next } ? next : leaves[number % leaves.Length];
                var asked = plain.Offers.GetValueOrDefault(queue)?.Demand ?? new Demand(resource, 0);
                if (number % 2 == 0) use.Add(queue, asked);
                if (milli == 0) plain.Offers.Remove(queue);
                else plain.Offers[queue] = OfferOf(queue, new Demand(resource, milli));
                turns.Offer(queue, milli == 0 ? null : plain.Offers[queue]);

                Assert.Equal(plain.Next(), turns.Next()?.Queue ?? -1);
            }
        }, iter: 3_000);

    [Fact]
    public void A_queue_whose_use_has_changed_elsewhere_is_renewed() =>
        Gen.Select(RunningWorlds.World, Step.Array[1, 20]).Sample((world, steps) =>
        {
            var (state, tree) = world;
            var use = new PoolUse(tree, state);
            var turns = new QueueTurns<QueueShare>(tree, new ShareBook(tree, use, state).Of);
            var plain = new PlainTurns(tree, use, state);
            foreach (var queue in Enumerable.Range(1, tree.Count - 1).Where(tree.TakesJobs))
            {
                plain.Offers[queue] = OfferOf(queue, new Demand(queue % 2, 1_000));
                turns.Offer(queue, plain.Offers[queue]);
            }

            foreach (var (number, resource, milli) in steps)
            {
                var leaf = plain.Offers.Keys.ElementAt(number % plain.Offers.Count);
                use.Add(leaf, new Demand(resource, milli));
                turns.Renew(leaf);

                Assert.Equal(plain.Next(), turns.Next()?.Queue ?? -1);
            }
        });

    // The rule does not look at the job itself.
    private static Offer OfferOf(int queue, Demand demand) => new(Job: null!, queue, demand);

    /// <summary>All keys at every turn, and the least from the fleet inward.</summary>
    private sealed class PlainTurns(QueueTree tree, PoolUse use, ClusterState state)
    {
        public Dictionary<int, Offer> Offers { get; } = [];

        public int Next() => Offers.Count == 0 ? -1 : Next(0);

        private int Next(int queue)
        {
            var below =
                tree.ChildrenOf(queue).Where(child => Offers.Keys.Any(leaf => tree.IsWithin(leaf, child))).ToList();
            return below.Count == 0 ? queue : Next(below.MinBy(KeyOf));
        }

        private (bool, decimal, decimal, int) KeyOf(int queue)
        {
            var next = Offers[Next(queue)].Demand;
            var (resources, nominal) =
                (Enumerable.Range(0, tree.Resources.Count).ToList(), tree.Nominal(queue, next.Resource));
            var used = use.Used(queue, next.Resource);
            var share = resources.Max(resource => Above(queue, resource, use.Used(queue, resource)))
                + resources.Max(resource => Above(queue, resource, Past(queue, resource)));
            return (used + next.Milli > nominal, share / tree[queue].Weight,
                nominal == 0 ? 0 : decimal.Floor(used * 1_000_000m / nominal), queue);
        }

        private decimal Above(int queue, int resource, long used)
        {
            var capacity = tree.Nominal(0, resource);
            return capacity == 0
                ? 0
                : decimal.Floor(Math.Max(used - tree.Nominal(queue, resource), 0) * 1_000_000m / capacity);
        }

        private long Past(int queue, int resource) => state.Queues
            .Where(other => tree.IsWithin(Math.Max(tree.IndexOf(other.Name), 0), queue))
            .Sum(other => other.Average.Milli(resource));
    }
}
