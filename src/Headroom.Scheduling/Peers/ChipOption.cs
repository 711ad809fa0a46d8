using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Peers;

/// <summary>A chip model that would do for a job, or processors.</summary>
/// <param name="Resource">Index of the resource.</param>
/// <param name="Fit">What each task takes there.</param>
internal readonly record struct ChipOption(int Resource, Fit Fit)
{
    /// <summary>What so many tasks count as.</summary>
    public Demand DemandOf(int tasks) => new(Resource, tasks * Fit.Need.QuotaMilli);

    /// <summary>
    /// What would do for a job and is large enough when empty: in the job's own order, else by resource. Speeds, prices
    /// and places of data are not weighed.
    /// </summary>
    public static IEnumerable<ChipOption> Of(TrialRoom room, ClusterState state, JobEntry job)
    {
        foreach (var resource in ResourcesOf(state, job))
        {
            var isEnough = room.MostTasks(job.ShapeIndex, resource) >= job.Job.Shape.TaskCountLeast;
            if (isEnough && room.FitOf(job.ShapeIndex, resource) is { } fit) yield return new ChipOption(resource, fit);
        }
    }

    private static IEnumerable<int> ResourcesOf(ClusterState state, JobEntry job)
    {
        var chips = job.Job.Shape.Chips;
        return job.Job.Shape.GpuCount > 0 && chips.Count > 0
            ? chips.Select(chip => state.Resources.IndexOf(chip.Model)).Where(resource => resource >= 0)
            : Enumerable.Range(0, state.Resources.Count);
    }
}
