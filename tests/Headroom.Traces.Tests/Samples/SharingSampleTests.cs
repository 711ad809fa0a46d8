using Headroom.Cluster;
using Headroom.Cluster.Fleets;
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

    [Theory]
    [InlineData("private.yaml", 0L)]
    [InlineData("lent.yaml", null)]
    public void The_tenants_of_the_sample_history_share_all_of_its_cluster(string file, long? borrowing)
    {
        var resources = new Resources(Fleet.Uniform(new GpuFleetShape(8, 8), "gpu"));
        var policy = PolicyFile.Read(PathOf(file), resources);
        var history = JobHistoryReader.Read(
            Path.Combine(Repository.Root, "samples", "queue", "jobs.csv"), JobHistoryFormat.Csv, strict: true);

        Assert.Equal(
            history.Jobs.Select(job => job.Tenant).Distinct().Order(),
            policy.Queues.Select(queue => queue.Name).Order());
        Assert.Equal(64_000, policy.Queues.Sum(queue => queue.Quotas[0].NominalMilli));
        Assert.All(policy.Queues, queue => Assert.Equal(borrowing, queue.Quotas[0].BorrowingLimitMilli));
    }

    private static string PathOf(string file) => Path.Combine(Repository.Root, "samples", "sharing", file);
}
