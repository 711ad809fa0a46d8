using Headroom.Cluster.Tenancy;
using Headroom.Testing;
using Headroom.Traces.Fleets;
using Headroom.Traces.Policies;

namespace Headroom.Traces.Tests.Samples;

/// <summary>The policy and the fleet in <c>samples/sharing</c> belong together.</summary>
public sealed class SharingSampleTests
{
    [Fact]
    public void The_policy_may_be_followed_on_the_fleet()
    {
        var fleet = FleetFile.Read(PathOf("fleet.yaml"));
        var resources = new Resources(fleet);
        var policy = PolicyFile.Read(PathOf("policy.yaml"), resources);
        var tree = new QueueTree(policy, resources);

        Assert.Equal(29, fleet.Nodes.Count);
        Assert.Equal([96_000, 64_000, 2_336_000], resources.Capacity);
        Assert.Equal(["research", "vision", "language", "inference", "education"], policy.Queues.Select(queue => queue.Name));
        Assert.Equal(64_000, tree.Nominal(tree.IndexOf("research"), resources.IndexOf("A100")));
        Assert.Equal(8_000, tree.Nominal(tree.IndexOf("research"), resources.IndexOf("T4")));
        Assert.False(tree.TakesJobs(tree.IndexOf("research")));
    }

    private static string PathOf(string file) => Path.Combine(Repository.Root, "samples", "sharing", file);
}
