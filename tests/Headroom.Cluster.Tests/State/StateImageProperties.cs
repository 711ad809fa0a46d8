using CsCheck;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Testing;

namespace Headroom.Cluster.Tests.State;

public sealed class StateImageProperties
{
    [Fact]
    public void A_state_made_from_an_image_is_the_same_and_goes_on_alike() =>
        Gen.Select(HistoryGens.History, Gen.Int[0, 100]).Sample((events, cut) =>
        {
            var state = new ClusterState(HistoryGens.Fleet);
            foreach (var happened in events.Take(cut)) Assert.Null(state.Apply(happened));

            var again = new ClusterState(HistoryGens.Fleet, StateImage.Of(state));

            Assert.Equal(StateText.Of(state), StateText.Of(again));
            foreach (var happened in events.Skip(cut))
            {
                Assert.Null(state.Apply(happened));
                Assert.Null(again.Apply(happened));
            }

            AssertSame(state, again);
        });

    [Fact]
    public void A_fleet_that_has_grown_keeps_what_was() => HistoryGens.History.Sample(events =>
    {
        var state = new ClusterState(HistoryGens.Fleet);
        foreach (var happened in events) Assert.Null(state.Apply(happened));
        var grown = HistoryGens.Fleet with
        {
            Nodes = [.. HistoryGens.Fleet.Nodes, Some.Node("b0", model: "B")],
            ChipModels = [.. HistoryGens.Fleet.ChipModels, ChipModel.Named("B")],
        };

        var again = new ClusterState(grown, StateImage.Of(state));

        foreach (var (queue, other) in state.Queues.Zip(again.Queues))
        {
            for (var resource = 0; resource < state.Resources.Count; resource++)
            {
                var renumbered = again.Resources.IndexOf(state.Resources[resource]);
                Assert.Equal(queue.Used[resource], other.Used[renumbered]);
                Assert.Equal(queue.Average.Milli(resource), other.Average.Milli(renumbered));
            }
        }
    });

    private static void AssertSame(ClusterState state, ClusterState again)
    {
        Assert.Equal(StateText.Of(state), StateText.Of(again));
        Assert.Equal(state.Ended.OrderBy(ended => ended.Key), again.Ended.OrderBy(ended => ended.Key));
        var (image, other) = (StateImage.Of(state), StateImage.Of(again));
        Assert.Equal(image.Runtimes, other.Runtimes);
        Assert.Equal(image.Queues, other.Queues);
    }
}
