using CsCheck;
using Headroom.Cluster.State;
using Headroom.Scheduling.Reclaim;
using Headroom.Scheduling.Rooms;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Reclaim;

public sealed class CheapestVictimsProperties
{
    [Fact]
    public void Victims_are_found_whenever_there_are_any_and_cost_no_less_than_the_cheapest() =>
        VictimWorld.World.Sample(world =>
        {
            var set = Choose(world);
            var least = LeastLoss(world);

            Assert.Equal(least is null, set is null);
            if (set is not null) Assert.InRange(set.Loss, least!.Value, long.MaxValue);
        }, iter: 2_000);

    [Fact]
    public void Of_victims_of_equal_size_the_cheapest_are_chosen() => VictimWorld.EqualVictims.Sample(world =>
        Assert.Equal((Int128?)LeastLoss(world), Choose(world)?.Loss), iter: 2_000);

    [Fact]
    public void Victims_make_room_and_none_of_them_is_needless() => VictimWorld.World.Sample(world =>
    {
        if (Choose(world) is not { } set) return;

        var left = world.Room.Left.Copy();
        foreach (var victim in set.Victims) Give(left, victim);
        Assert.Equal(world.TaskCount, set.Tasks.Count);
        Assert.True(left.CanTakeAll(world.Fit.Need, set.Tasks));
        foreach (var task in set.Tasks) left.Take(world.Fit.Need, task);

        Assert.All(set.Victims, victim => Assert.False(left.CanTakeAll(victim.Holding.Need, victim.Holding.Tasks)));
        Assert.Equal(set.Victims.Sum(victim => victim.Loss), (long)set.Loss);
        Assert.Equal(set.Victims.Order(), set.Victims);
    }, iter: 3_000);

    [Fact]
    public void The_room_is_as_before() => VictimWorld.World.Sample(world =>
    {
        var before = TextOf(world);

        var first = Choose(world);

        Assert.Equal(before, TextOf(world));
        Assert.Equal(first?.Tasks, Choose(world)?.Tasks);
    });

    [Fact]
    public void Only_the_nodes_that_were_offered_are_used() =>
        Gen.Select(VictimWorld.World, Gen.Int[0, 2]).Sample((world, without) =>
        {
            int[] nodes = [.. world.Nodes.Where(node => node != without)];

            var set = Choose(world, nodes);

            if (set is not null) Assert.All(set.Tasks, task => Assert.Contains(task.Node, nodes));
        });

    private static VictimSet? Choose(VictimWorld world) => Choose(world, world.Nodes);

    private static VictimSet? Choose(VictimWorld world, int[] nodes) => CheapestVictims.Choose(
        world.Room.Left, world.Fit, world.TaskCount, nodes, nodes.Contains,
        new VictimPool(world.Victims), _ => true, _ => true);

    // Every subset of the victims; with equal tasks a gang fits where its nodes hold enough tasks in total.
    private static long? LeastLoss(VictimWorld world)
    {
        long? least = null;
        for (var subset = 0; subset < 1 << world.Victims.Length; subset++)
        {
            var left = world.Room.Left.Copy();
            var loss = 0L;
            for (var victim = 0; victim < world.Victims.Length; victim++)
            {
                if ((subset >> victim & 1) == 0) continue;

                Give(left, world.Victims[victim]);
                loss += world.Victims[victim].Loss;
            }

            var fits = world.Nodes.Sum(node => NodeRoom.Of(left, node).TasksOf(world.Fit, world.TaskCount));
            if (fits >= world.TaskCount && (least is null || loss < least)) least = loss;
        }

        return least;
    }

    private static void Give(FleetRoom left, Victim victim)
    {
        foreach (var task in victim.Holding.Tasks) left.Give(victim.Holding.Need, task);
    }

    private static string TextOf(VictimWorld world) =>
        string.Join('\n', world.Nodes.Select(node => StateText.RoomOf(world.Room.Left, node)));
}
