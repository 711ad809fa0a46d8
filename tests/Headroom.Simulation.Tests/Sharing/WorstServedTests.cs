using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Peers;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

public sealed class WorstServedTests
{
    private static readonly SharingPolicy Halves = new()
    {
        Queues = [new QueueDefinition { Name = "first" }, new QueueDefinition { Name = "second" }],
    };

    [Fact]
    public void A_tenant_that_waits_for_all_of_the_fleet_got_nothing_for_as_long_as_it_waited()
    {
        // The second is entitled to 2 of 4 GPUs and has none for 100 s, then 4 for 100 s.
        var run = Make.Run(
            [Make.Job(1, gpus: 4, queue: "first"), Make.Job(2, gpus: 4, queue: "second")], policy: Halves,
            scheduler: new FifoPeer());

        var worst = WorstServed.Of(run);

        Assert.Equal("second", worst.Queue);
        Assert.Equal(0.5, worst.Share, 2);
    }

    [Fact]
    public void Who_gets_what_it_asks_for_is_served_in_full_however_little_that_is()
    {
        var run = Make.Run(
            [Make.Job(1, gpus: 3, queue: "first"), Make.Job(2, gpus: 1, queue: "second", runs: 30)], policy: Halves);

        Assert.Equal(1, WorstServed.Of(run).Share, 9);
        Assert.Equal(new WorstServed("", 1), WorstServed.Of(Make.Run([])));
    }
}
