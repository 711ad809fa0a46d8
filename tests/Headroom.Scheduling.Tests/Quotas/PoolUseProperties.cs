using CsCheck;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Tests.Quotas;

public sealed class PoolUseProperties
{
    private static readonly Gen<(int Queue, int Resource, long Milli)> Change =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 1], Gen.Long[1, 8].Select(steps => steps * 500));

    [Fact]
    public void Use_and_what_it_allows_follow_every_change() =>
        Gen.Select(RunningWorlds.World, Change.Array[0, 12], Change).Sample((world, changes, asked) =>
        {
            var (state, tree) = world;
            var use = new PoolUse(tree, state);
            var running = Running(state, tree);
            foreach (var (number, resource, milli) in changes)
            {
                if (milli > 2_000 && running.Count > 0)
                {
                    var (queue, demand) = running[number % running.Count];
                    running.RemoveAt(number % running.Count);
                    use.Add(queue, demand with { Milli = -demand.Milli });
                }
                else
                {
                    running.Add((number % tree.Count, new Demand(resource, milli)));
                    use.Add(running[^1].Queue, running[^1].Demand);
                }
            }

            AssertPlain(tree, use, new PlainUse(tree, running), new Demand(asked.Resource, asked.Milli));
        }, iter: 3_000);

    [Fact]
    public void Without_jobs_nothing_is_used() => Gen.Select(RunningWorlds.World, Change).Sample((world, asked) =>
        AssertPlain(
            world.Tree, new PoolUse(world.Tree), new PlainUse(world.Tree, []),
            new Demand(asked.Resource, asked.Milli)));

    [Fact]
    public void Room_that_would_be_freed_first_counts_as_free() =>
        Gen.Select(RunningWorlds.World, Change, Change).Sample((world, freed, asked) =>
        {
            var (state, tree) = world;
            var queue = freed.Queue % tree.Count;
            var demand = new Demand(freed.Resource, asked.Milli);
            var (before, after) = (new PoolUse(tree, state), new PoolUse(tree, state));
            before.Add(queue, new Demand(freed.Resource, freed.Milli));

            Assert.Equal(after.LevelOwed(queue, demand), before.LevelOwed(queue, demand, freed.Milli));

            // What lenders keep depends on use itself: a queue that frees some of its own may keep more.
            if (after.Block(queue, demand) is { Reason: Plans.HoldReason.OverQuota } block)
                Assert.Equal(block, before.Block(queue, demand, freed.Milli));
        });

    private static void AssertPlain(QueueTree tree, PoolUse use, PlainUse plain, Demand demand)
    {
        for (var queue = 0; queue < tree.Count; queue++)
        {
            Assert.Equal(plain.Used(queue, 0), use.Used(queue, 0));
            Assert.Equal(plain.Used(queue, 1), use.Used(queue, 1));
            Assert.Equal(plain.LevelOwed(queue, demand), use.LevelOwed(queue, demand));
            Assert.Equal(plain.Block(queue, demand), use.Block(queue, demand));
        }
    }

    private static List<(int Queue, Demand Demand)> Running(ClusterState state, QueueTree tree) =>
        [.. PlainCover.Running(state, tree).Select(job => (job.Queue, new Demand(job.Resource, job.Milli)))];
}
