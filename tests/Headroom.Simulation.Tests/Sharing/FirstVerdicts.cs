using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>Another scheduler, and what it tells each job.</summary>
internal sealed class FirstVerdicts(IPoolScheduler scheduler) : IPoolScheduler
{
    private readonly Dictionary<JobId, List<HoldReason>> _reasons = [];

    public string Name => scheduler.Name;

    /// <summary>Reasons that a job was told, each time that it changed, in order.</summary>
    public IReadOnlyList<HoldReason> Of(JobId job) => _reasons.GetValueOrDefault(job, []);

    public Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget)
    {
        var plan = scheduler.Decide(state, tree, now, stepBudget);
        foreach (var (job, hold) in plan.Verdicts)
        {
            if (!_reasons.TryGetValue(job, out var reasons)) _reasons.Add(job, reasons = []);
            if (reasons.Count == 0 || reasons[^1] != hold.Reason) reasons.Add(hold.Reason);
        }

        return plan;
    }
}
