using CsCheck;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Testing;

namespace Headroom.Cluster.Tests.Tenancy;

public sealed class QueueTreeProperties
{
    private static readonly Resources Resources = new(new Fleet
    {
        Nodes = [Some.Node("a", 4_000, 0, 7, "A"), Some.Node("b", 2_500, 0, 3, "B")],
    });

    private static readonly Gen<QueueTree> Tree =
        PolicyGens.Policy(Resources).Select(policy => new QueueTree(policy, Resources));

    [Fact]
    public void Queues_below_are_never_owed_more_than_the_queue_above() => Tree.Sample(tree =>
    {
        for (var queue = 0; queue < tree.Count; queue++)
        {
            for (var resource = 0; resource < Resources.Count; resource++)
            {
                Assert.True(
                    tree.ChildrenOf(queue).Sum(child => tree.Owed(child, resource)) <= tree.Owed(queue, resource));
                Assert.True(tree.Nominal(queue, resource) <= tree.Owed(queue, resource));
                Assert.True(tree.Unassigned(queue, resource) >= 0);
            }
        }
    });

    [Fact]
    public void What_nobody_is_owed_is_shared_by_weight() => Tree.Sample(tree =>
    {
        for (var queue = 1; queue < tree.Count; queue++)
        {
            for (var resource = 0; resource < Resources.Count; resource++)
            {
                var siblings = tree.ChildrenOf(tree.ParentOf(queue));
                var left =
                    tree.Owed(tree.ParentOf(queue), resource) - siblings.Sum(other => tree.Nominal(other, resource));
                var share = left * tree[queue].Weight / siblings.Sum(other => tree[other].Weight);
                var expected = tree.Policy.Fairness.ReclaimsWeightedShare ? share : 0;

                Assert.Equal(tree.Nominal(queue, resource) + expected, tree.Owed(queue, resource));
            }
        }
    });

    [Fact]
    public void A_cohort_is_owed_at_least_what_those_below_it_are_and_the_fleet_all_it_has() => Tree.Sample(tree =>
    {
        Assert.Equal(
            Resources.Capacity, Enumerable.Range(0, Resources.Count).Select(resource => tree.Nominal(0, resource)));
        for (var queue = 1; queue < tree.Count; queue++)
        {
            foreach (var quota in tree[queue].Quotas)
            {
                var resource = Resources.IndexOf(quota.Resource);
                var below = tree.ChildrenOf(queue).Sum(child => tree.Nominal(child, resource));

                Assert.Equal(Math.Max(quota.NominalMilli, below), tree.Nominal(queue, resource));
                Assert.Equal(quota.BorrowingLimitMilli ?? QueueTree.Unlimited, tree.BorrowingLimit(queue, resource));
                Assert.Equal(quota.LendingLimitMilli ?? QueueTree.Unlimited, tree.LendingLimit(queue, resource));
            }
        }
    });

    [Fact]
    public void The_tree_is_the_one_that_was_written() => Tree.Sample(tree =>
    {
        Assert.Equal(tree.Policy.Queues.Count, tree.Count - 1);
        Assert.False(tree.TakesJobs(0));
        foreach (var definition in tree.Policy.Queues)
        {
            var queue = tree.IndexOf(definition.Name);
            var above = Way(tree, queue);

            Assert.Same(definition, tree[queue]);
            Assert.Equal(definition.Parent, tree[tree.ParentOf(queue)].Name);
            Assert.True(tree.ParentOf(queue) < queue);
            Assert.Equal(above.Count - 1, tree.DepthOf(queue));
            Assert.Equal(tree.Policy.Queues.All(other => other.Parent != definition.Name), tree.TakesJobs(queue));
            Assert.Equal(
                string.Join('/', above.Where(level => level > 0).Reverse().Select(level => tree[level].Name)),
                tree.PathOf(queue));
        }
    });

    [Fact]
    public void Queues_meet_where_their_ways_to_the_fleet_do() =>
        Gen.Select(Tree, Gen.Int[0, 99], Gen.Int[0, 99]).Sample((tree, first, second) =>
        {
            (first, second) = (first % tree.Count, second % tree.Count);

            Assert.Equal(Way(tree, first).First(Way(tree, second).Contains), tree.CommonAncestor(first, second));
            Assert.Equal(Way(tree, first).Contains(second), tree.IsWithin(first, second));
        });

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    public void A_queue_that_is_not_there_has_no_index(string name) =>
        Assert.Equal(-1, new QueueTree(SharingPolicy.OneQueue(), Resources).IndexOf(name));

    // From a queue to the fleet, both included.
    private static List<int> Way(QueueTree tree, int queue)
    {
        var way = new List<int>();
        for (var level = queue; level >= 0; level = tree.ParentOf(level)) way.Add(level);
        return way;
    }
}
