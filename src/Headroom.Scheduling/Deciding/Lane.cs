using Headroom.Cluster.State;

namespace Headroom.Scheduling.Deciding;

/// <summary>The waiting jobs of one queue, in the order of their turns.</summary>
/// <param name="Queue">The queue in the tree.</param>
/// <param name="Jobs">Its jobs, first turn first.</param>
/// <param name="AllowsBackfill">Whether a job may start before an earlier one.</param>
internal sealed record Lane(int Queue, IEnumerable<JobEntry> Jobs, bool AllowsBackfill);
