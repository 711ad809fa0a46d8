using System.Globalization;
using Headroom.Client.Pool;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Loop;
using Headroom.Server.Policies;

namespace Headroom.Server.Tests;

/// <summary>What is tried, as a request says it.</summary>
public sealed class WhatIfTests
{
    private static readonly SharingPolicy Policy = new()
    {
        Queues =
        [
            new QueueDefinition { Name = "a", Quotas = [new Quota("H100", 8_000, BorrowingLimitMilli: 2_000)] },
            new QueueDefinition { Name = "b", Weight = 3 },
        ],
    };

    private static readonly Fleet Fleet = new()
    {
        Nodes =
        [
            Node("n1", "north", "H100"), Node("s1", "south", "H100"), Node("n2", "north", "H100"), Node("c1", "", ""),
        ],
    };

    [Fact]
    public void Quotas_and_weights_are_changed_and_all_else_stays()
    {
        var other = Of(new WhatIfRequest { Quotas = ["a:H100=4.5", "b:cpu=2"], Weights = ["a=7"] });

        Assert.Equal([new Quota("H100", 4_500, BorrowingLimitMilli: 2_000)], other.Policy.Queues[0].Quotas);
        Assert.Equal([new Quota("cpu", 2_000)], other.Policy.Queues[1].Quotas);
        Assert.Equal((7, 3), (other.Policy.Queues[0].Weight, other.Policy.Queues[1].Weight));
        Assert.Equal(Fleet.Nodes, other.Fleet.Fleet.Nodes);
        Assert.Equal(7, other.Days);
    }

    [Fact]
    public void New_nodes_are_like_the_last_of_their_kind_and_the_last_go_first()
    {
        var more = Of(new WhatIfRequest { Nodes = ["north:H100=4"] }).Fleet;
        var fewer = Of(new WhatIfRequest { Nodes = ["north:H100=1", "cpu=2"] }).Fleet;

        Assert.Equal(["n1", "s1", "n2", "c1", "n2+1", "n2+2"], more.Fleet.Nodes.Select(node => node.Name));
        Assert.Equal(("north", 8), (more.Fleet.Nodes[^1].Place.Cluster, more.Fleet.Nodes[^1].GpuCount));
        Assert.Equal(["n1", "s1", "c1", "c1+1"], fewer.Fleet.Nodes.Select(node => node.Name));
        Assert.Equal([0, 1, -1, 2], fewer.Places);
    }

    [Fact]
    public void Nodes_that_failed_fail_where_they_are_now()
    {
        var fewer = Of(new WhatIfRequest { Nodes = ["north:H100=1"] }).Fleet;

        Assert.Equal(
            [new NodeChanged(5, 2, NodeStatus.Failed)],
            fewer.Of([new NodeChanged(4, 2, NodeStatus.Failed), new NodeChanged(5, 3, NodeStatus.Failed)]));
    }

    [Theory]
    [InlineData("quotas", "a:H100", "no change")]
    [InlineData("quotas", "a:H100=-1", "no change")]
    [InlineData("quotas", "a:H100=1.2345", "no change")]
    [InlineData("quotas", "c:H100=1", "no queue 'c'")]
    [InlineData("weights", "a=0", "no weight")]
    [InlineData("weights", "a=1.5", "no weight")]
    [InlineData("nodes", "east:H100=1", "cluster 'east'")]
    [InlineData("nodes", "H100=1", "Several clusters")]
    [InlineData("nodes", "T4=1", "No node is of 'T4'")]
    [InlineData("nodes", "north:H100=1.5", "no number of nodes")]
    [InlineData("nodes", "north:H100=1000000000", "no number of nodes")]
    public void What_cannot_be_tried_is_told_with_its_key(string key, string text, string sentence)
    {
        var request = key switch
        {
            "quotas" => new WhatIfRequest { Quotas = [text] },
            "weights" => new WhatIfRequest { Weights = [text] },
            _ => new WhatIfRequest { Nodes = [text] },
        };

        var refusal = Assert.Throws<Refusal>(() => Of(request));

        Assert.Equal((RefusalKind.Invalid, key), (refusal.Kind, refusal.Key));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Remedy);
    }

    [Fact]
    public void A_fleet_without_nodes_and_quotas_beyond_the_fleet_are_refused()
    {
        var none = Assert.Throws<Refusal>(
            () => Of(new WhatIfRequest { Nodes = ["north:H100=0", "south:H100=0", "cpu=0"] }));
        var beyond = Assert.Throws<Refusal>(() => Of(new WhatIfRequest { Quotas = ["a:H100=25"] }));
        var days = Assert.Throws<Refusal>(() => Of(new WhatIfRequest { Days = 31 }));

        Assert.Contains("would have 0", none.Message, StringComparison.Ordinal);
        Assert.Contains("H100", beyond.Remedy, StringComparison.Ordinal);
        Assert.Equal("days", days.Key);
    }

    [Theory]
    [InlineData("a:H100=48", "a", "H100", "48")]
    [InlineData("research=4", "", "research", "4")]
    [InlineData("north:Ascend=910B=0.5", "north", "Ascend=910B", "0.5")]
    [InlineData("x:RTX 6000: Ada=2.125", "x", "RTX 6000: Ada", "2.125")]
    public void A_change_is_read_as_it_is_written(string text, string whose, string what, string amount)
    {
        Assert.True(WhatIfChange.TryRead(text, out var change));

        Assert.Equal(new WhatIfChange(whose, what, decimal.Parse(amount, CultureInfo.InvariantCulture)), change);
        Assert.Equal(text, change.ToString());
    }

    private static PolicyAlternative Of(WhatIfRequest request) => WhatIf.Of(request, Policy, Fleet);

    private static Node Node(string name, string cluster, string model) =>
        new(name, 64_000, 524_288, model.Length > 0 ? 8 : 0, model) { Place = new NodePlace("", cluster) };
}
