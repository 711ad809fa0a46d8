using Headroom.Cluster;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>Plain valid things, so that a test states only what it is about.</summary>
internal static class Some
{
    public static RecordedJob Job(
        string id, int gpus, long at, long runs, long? limit = null, TrainingLoop? training = null) =>
        new()
        {
            Id = id,
            GpuCount = gpus,
            SubmittedMilliseconds = at * 1000,
            RuntimeMilliseconds = runs * 1000,
            TimeLimitMilliseconds = limit * 1000,
            Training = training,
        };
}
