using Headroom.Cluster;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>A waiting job that is owed room.</summary>
/// <param name="Queue">Index of its queue.</param>
/// <param name="Level">Index of the innermost queue within whose quota it is.</param>
/// <param name="Job">The job.</param>
/// <param name="Resource">Index of the chip model, or of processors, that it is owed room on.</param>
/// <param name="Milli">Its size, in thousandths of that.</param>
public readonly record struct OwedJob(int Queue, int Level, JobId Job, int Resource, long Milli);
