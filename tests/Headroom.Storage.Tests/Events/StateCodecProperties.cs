using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Storage.Events;
using Headroom.Storage.Faults;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Events;

public sealed class StateCodecProperties
{
    [Fact]
    public void A_state_is_read_as_it_was_written() => HistoryGens.History.Sample(events =>
    {
        var state = new ClusterState(HistoryGens.Fleet);
        foreach (var happened in events) Assert.Null(state.Apply(happened));

        var image = StateCodec.Decode(StateCodec.Encode(StateImage.Of(state)));

        Assert.Equal(StateText.Of(state), StateText.Of(new ClusterState(HistoryGens.Fleet, image)));
        Assert.Equal(StateImage.Of(state).Ended, image.Ended);
        Assert.Equal(StateImage.Of(state).Runtimes, image.Runtimes);
    });

    [Fact]
    public void A_state_of_a_release_that_knew_no_budgets_is_read() => HistoryGens.History.Sample(events =>
    {
        var state = new ClusterState(HistoryGens.Fleet);
        // Without jobs there are no shapes, which know clusters since a later version.
        foreach (var happened in events.Where(one => one is NodeChanged or FairnessChanged))
            Assert.Null(state.Apply(happened));
        var image = StateImage.Of(state) with { Spent = [] };

        // Version 1 ended before the number of spent budgets, which is 0 here.
        var before = StateCodec.Encode(image)[..^1].ToArray();
        before[0] = 2;

        Assert.Equal(
            StateText.Of(new ClusterState(HistoryGens.Fleet, image)),
            StateText.Of(new ClusterState(HistoryGens.Fleet, StateCodec.Decode(before))));
    });

    [Fact]
    public void A_state_that_is_cut_off_or_newer_is_refused_by_name() =>
        Gen.Select(HistoryGens.History, Gen.Int[1, 400]).Sample((events, cut) =>
        {
            var state = new ClusterState(HistoryGens.Fleet);
            foreach (var happened in events) Assert.Null(state.Apply(happened));
            var bytes = StateCodec.Encode(StateImage.Of(state)).ToArray();

            var left = bytes[..^Math.Min(cut, bytes.Length)];
            var broken = Assert.Throws<StoreException>(() => StateCodec.Decode(left));
            bytes[0] = 2 * (StateCodec.Version + 1);
            var newer = Assert.Throws<StoreException>(() => StateCodec.Decode(bytes));

            Assert.Equal((StoreFault.Damaged, StoreFault.TooNew), (broken.Fault, newer.Fault));
        });
}
