using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>What a replay refuses before or while it reads its input.</summary>
public sealed class SharingInputTests
{
    [Fact]
    public void Jobs_that_cannot_be_replayed_are_named()
    {
        Refused("Job 7", Make.Job(7) with { RuntimeMilliseconds = -1 });
        Refused("Job 7", Make.Job(7) with { RuntimeMilliseconds = long.MaxValue });
        Refused("Job 7", Make.Job(7, at: 10) with { CancelledMilliseconds = 9_999 });
        Refused("DuplicateJob", Make.Job(7), Make.Job(7, at: 1));
        Refused("ask for 0 to 16", Make.Job(7, gpus: 17));
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(1, 0, 0, 0)]
    [InlineData(1, 1, -1, 0)]
    [InlineData(1, 1, 0, -1)]
    public void Options_out_of_range_are_refused(int budget, int sampling, long cycle, long until) =>
        Assert.Throws<ArgumentException>(() => Make.Run([], options: new SharingOptions
        {
            StepBudget = budget,
            GuaranteeSampling = sampling,
            MinimumCycleMilliseconds = cycle,
            UntilMilliseconds = until,
        }));

    [Fact]
    public void Changes_of_nodes_are_in_order_and_of_nodes_that_there_are()
    {
        Assert.Throws<ArgumentException>(() => Changed(new NodeChanged(5, 0, default), new NodeChanged(4, 0, default)));
        Assert.Throws<ArgumentException>(() => Changed(new NodeChanged(5, 1, default)));
        Assert.Throws<ArgumentException>(() => Make.Run([], new Fleet { Nodes = [] }));
    }

    private static SharingRun Changed(params NodeChanged[] changes) =>
        Make.Run([], options: new SharingOptions { NodeChanges = changes });

    private static void Refused(string message, params SharedJob[] jobs)
    {
        var fault = Assert.Throws<ArgumentException>(() => Make.Run(jobs));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
