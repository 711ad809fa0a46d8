using Headroom.Cluster;
using Headroom.Cluster.Events;

namespace Headroom.Scheduling.Explaining;

/// <summary>
/// A change of a job and what the cycle would do then. It is no guess: the cycle was run with the job submitted so.
/// </summary>
/// <param name="Edit">What is different.</param>
/// <param name="Effect">What the cycle does for the job; nothing for <see cref="Wait"/>.</param>
/// <param name="CostPermille">By <see cref="JobEdit.CostPermille"/>.</param>
/// <param name="IsLeast">
/// Whether one step less, <see cref="JobEdit.OneStepLess"/>, has been tried and has no such effect: the largest size,
/// the longest limit, the innermost level, the lowest priority. False says only that the change would do.
/// </param>
/// <param name="Stops">Jobs that would be told to stop for it, in order of their loss; empty when nobody would.</param>
public sealed record Change(
    JobEdit Edit, StartEffect Effect, int CostPermille, bool IsLeast, ValueList<Preemption> Stops);
