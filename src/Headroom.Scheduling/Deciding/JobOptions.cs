using Headroom.Cluster.State;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Deciding;

/// <summary>What would do for a job, best first.</summary>
internal static class JobOptions
{
    public static IEnumerable<JobOption> Of(Cycle cycle, JobEntry job)
    {
        for (var resource = 0; resource < cycle.State.Resources.Count; resource++)
        {
            if (cycle.Room.FitOf(job.ShapeIndex, resource) is { } fit)
                yield return new JobOption(resource, Topology.Anywhere, fit);
        }
    }
}
