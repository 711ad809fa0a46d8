using Headroom.Cluster;

namespace Headroom.Simulation.Queueing;

/// <summary>Replays a recorded history of jobs over time on a cluster of equal nodes.</summary>
public static class QueueReplay
{
    /// <summary>Names of the policies.</summary>
    public static IReadOnlyList<string> PolicyNames { get; } =
        ["fifo", "sjf", "srtf", "srsf", "tiresias", "easy", "conservative", "qssf"];

    /// <summary>Replays <paramref name="jobs"/> on <paramref name="fleet"/>.</summary>
    public static QueueRun Run(IReadOnlyList<RecordedJob> jobs, GpuFleetShape fleet, QueueOptions options) =>
        throw new NotSupportedException();
}
