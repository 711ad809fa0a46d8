using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Storage.Faults;
using Headroom.Storage.Tests.Databases;
using Headroom.Storage.Writing;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Keeping;

/// <summary>A fleet that grows while its store is written to.</summary>
public sealed class GrownFleetTests
{
    private static readonly Fleet Before = new() { Nodes = [new("a", 8_000, 1_024, 2, "A100")] };
    private static readonly Fleet After = new() { Nodes = [.. Before.Nodes, new("b", 8_000, 1_024, 2, "H100")] };

    public static TheoryData<StoreKind> Kinds => TestStore.Kinds;

    // Processors come after the chip models, so that their number moves when a model comes.
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_after_it_speak_of_the_new_nodes_and_all_of_it_is_recovered(StoreKind kind)
    {
        using var store = new TestStore(kind, Before);
        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1), Batches.Submitted(2)));
        await store.Writer.WriteAsync(Batches.Of(Batches.Started(1)) with { Grown = After });

        var onNew = new JobStarted(5, new JobId(2), Resource: 1, [new TaskPlacement(1, GpuSet.Of(0))]);
        await store.Writer.WriteAsync(Batches.Of(onNew));

        var state = new ClusterState(After);
        ClusterEvent[] all = [Batches.Submitted(1), Batches.Submitted(2), Batches.Started(1), onNew];
        foreach (var happened in all) Assert.Null(state.Apply(happened));

        Assert.Equal(StateText.Of(state), StateText.Of(store.Store.Recover().State));
        Assert.Empty(store.Store.Check());
        Assert.Equal(["a", "b"], store.Store.Fleet.Nodes.Select(node => node.Name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_start_that_forgets_what_came_is_refused(StoreKind kind)
    {
        using var store = new TestStore(kind, Before);
        await store.Writer.WriteAsync(new StoreBatch { Grown = After });

        Assert.Equal(StoreFault.OtherFleet, Assert.Throws<StoreException>(store.Reopen).Fault);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_that_has_lost_a_node_is_refused_and_nothing_has_changed(StoreKind kind)
    {
        using var store = new TestStore(kind, Before);
        var other = new Fleet { Nodes = [new("b", 8_000, 1_024, 2, "H100")] };

        await Assert.ThrowsAsync<StoreException>(
            () => store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1)) with { Grown = other }));

        Assert.Equal("a", Assert.Single(store.Store.Fleet.Nodes).Name);
        Assert.Equal(0, store.Store.Recover().Sequence);
    }
}
