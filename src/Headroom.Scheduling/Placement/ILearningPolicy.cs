using Headroom.Scheduling.Workloads;

namespace Headroom.Scheduling.Placement;

/// <summary>A placement policy that judges by what the workload is made of.</summary>
public interface ILearningPolicy : IPlacementPolicy
{
    /// <summary>
    /// Replaces what is known about the workload. Costs a new score for every node and class of tasks.
    /// </summary>
    void Learn(IReadOnlyCollection<RequestCount> workload);
}
