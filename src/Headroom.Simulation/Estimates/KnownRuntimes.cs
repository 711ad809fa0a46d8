using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Estimates;

/// <summary>
/// The runtimes that a history records: what nobody knows when a job is submitted. A job that was stopped and runs
/// again counts from its latest start.
/// </summary>
/// <param name="runtimes">Milliseconds of each job.</param>
internal sealed class KnownRuntimes(IReadOnlyDictionary<JobId, long> runtimes) : IRunLengths
{
    /// <inheritdoc/>
    public bool IsKnown => true;

    /// <inheritdoc/>
    public long Total(Job job, long ran, Pcg32 chance) => Math.Max(runtimes[job.Id], ran + 1);
}
