using Headroom.Cluster;
using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement.Scores;
using Headroom.Scheduling.Workloads;

namespace Headroom.Scheduling.Placement;

/// <summary>Places by <see cref="FragmentationGradientScore"/>: the FGD policy (Weng et al., ATC'23).</summary>
/// <param name="pool">The fleet.</param>
public sealed class FragmentationGradientPlacement(NodePool pool) : ILearningPolicy
{
    private ScoredPlacement _placement = Placement(pool, []);

    /// <inheritdoc/>
    public string Name => _placement.Name;

    /// <inheritdoc/>
    public void Learn(IReadOnlyCollection<RequestCount> workload) => _placement = Placement(pool, workload);

    /// <inheritdoc/>
    public TaskPlacement? Choose(TaskClass task) => _placement.Choose(task);

    private static ScoredPlacement Placement(NodePool pool, IReadOnlyCollection<RequestCount> workload) =>
        new(
            pool,
            new FragmentationGradientScore(pool, new FragmentationGauge(TargetMix.Of(workload), pool.ChipModels)));
}
