using Headroom.Cluster;
using Headroom.Simulation.Queueing;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>What cannot be replayed is refused in one sentence that names it.</summary>
public sealed class QueueInputTests
{
    private const long TooLong = RecordedJob.MillisecondsMax / 1000 + 1;

    public static TheoryData<RecordedJob, string> Faults { get; } = new()
    {
        { Some.Job("a", -1, 0, 1), "Job 'a': -1 accelerators" },
        { Some.Job("a", 1, -5, 1), "Job 'a': its submission" },
        { Some.Job("a", 1, 0, TooLong), "Job 'a': its runtime" },
        { Some.Job("a", 1, 0, 1, limit: -1), "Job 'a': its time limit" },
        { Some.Job("a", 1, 0, 1, training: new TrainingLoop(0, 1, "")), "Job 'a': its training loop needs" },
        { Some.Job("a", 1, 0, 1, training: new TrainingLoop(1, double.NaN, "")), "Job 'a': its training loop needs" },
        { Some.Job("a", 1, 0, 1, training: new TrainingLoop(long.MaxValue, 1, "")),
            "Job 'a': its training loop takes" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_job_out_of_range_is_named(RecordedJob job, string message) =>
        Assert.StartsWith(message, Refusal([job], new GpuFleetShape(1, 1), "fifo"), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 8)]
    [InlineData(1, 0)]
    [InlineData(1, 17)]
    [InlineData(1_000_001, 8)]
    public void A_fleet_out_of_range_is_refused(int nodeCount, int gpusPerNode) =>
        Assert.StartsWith(
            $"A cluster of {nodeCount}x{gpusPerNode}",
            Refusal([], new GpuFleetShape(nodeCount, gpusPerNode), "fifo"),
            StringComparison.Ordinal);

    [Fact]
    public void Runtimes_that_no_clock_could_add_up_are_refused()
    {
        var job = Some.Job("a", 1, 0, TooLong - 1);
        var jobs = Enumerable.Range(0, 1_000_000).Select(number => job with { Id = $"{number}" }).ToArray();

        Assert.StartsWith("The jobs take so long", Refusal(jobs, new GpuFleetShape(1, 1), "fifo"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_policy_is_answered_with_the_known_ones() =>
        Assert.StartsWith(
            "Unknown policy 'lifo'; known are fifo, sjf,",
            Refusal([], new GpuFleetShape(1, 1), "lifo"),
            StringComparison.Ordinal);

    private static string Refusal(RecordedJob[] jobs, GpuFleetShape fleet, string policy) =>
        Assert.Throws<ArgumentException>(
            () => QueueReplay.Run(jobs, fleet, new QueueOptions { Policy = policy })).Message;
}
