using Headroom.Scheduling.Queueing;

namespace Headroom.Scheduling.Prediction;

/// <summary>
/// Jobs of the same user, name and size: those that wait, and what finished ones tell about their runtime.
/// </summary>
/// <param name="gpuCount">Accelerators of each.</param>
/// <param name="averages">Histories from the nearest likeness to the widest.</param>
internal sealed class JobKind(int gpuCount, RuntimeAverage[] averages)
{
    /// <summary>
    /// Prediction where nothing has finished yet: one hour for every job alike, so that only the size orders them.
    /// </summary>
    public const long PriorMilliseconds = 3_600_000;

    /// <summary>Waiting jobs in order of submission.</summary>
    public Queue<QueuedJob> Waiting { get; } = new();

    /// <summary>
    /// Predicted runtime times accelerators, in milliseconds: from the nearest likeness that has a history.
    /// </summary>
    public long PredictedGpuMilliseconds
    {
        get
        {
            foreach (var average in averages)
            {
                if (average.HasHistory) return average.Milliseconds * gpuCount;
            }

            return PriorMilliseconds * gpuCount;
        }
    }

    /// <summary>Learns from a job that has finished.</summary>
    public void Learn(long runtimeMilliseconds)
    {
        foreach (var average in averages)
            average.Add(runtimeMilliseconds);
    }
}
