using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>Looks for waiting jobs that are owed room in one state at one time.</summary>
internal sealed class OwedSearch(ClusterState state, QueueTree tree, NodeGroups groups, long now)
{
    private readonly QuotaUse _use = new(state, tree);
    private readonly Eligibility _eligibility = new(state, now);
    private readonly PlainRoom _plain = new(state, groups);
    private readonly IReadOnlyList<CoveredJob> _covered = CoverLevels.Of(state, tree);
    private readonly FleetRoom?[] _rooms = new FleetRoom?[tree.Count];

    /// <summary>The first job of a queue in the order of waiting that is owed room; null when none is.</summary>
    public OwedJob? FirstOf(QueueState queue, int index)
    {
        if (Eligibility.IsPaused(tree, index)) return null;

        // What holds for one job of a shape holds for the others of the queue.
        var found = new Dictionary<(int Shape, bool IsPreemptible), OwedJob?>();
        foreach (var job in Candidates(queue, tree[index]))
        {
            var kind = (job.ShapeIndex, job.Job.IsPreemptible);
            if (!found.TryGetValue(kind, out var owed)) found.Add(kind, owed = RoomFor(job, index));
            if (owed is { } room) return room with { Job = job.Job.Id };
        }

        return null;
    }

    // Without backfill only the next one in turn may start. Who that is by predictions is for the scheduler to say.
    private IEnumerable<JobEntry> Candidates(QueueState queue, QueueDefinition definition)
    {
        var ready = queue.Waiting.Where(_eligibility.MayStart);
        if (definition.AllowsBackfill) return ready;

        return definition.Order switch
        {
            JobOrder.Priority => ready.Take(1),
            JobOrder.Fifo => ready.OrderBy(job => job.Job.SubmittedMilliseconds).ThenBy(job => job.Job.Id).Take(1),
            _ => [],
        };
    }

    private OwedJob? RoomFor(JobEntry job, int queue)
    {
        var shape = job.Job.Shape;
        foreach (var resource in ResourcesOf(shape))
        {
            var milli = MilliOn(shape, resource);
            var level = milli == 0 ? -1 : _use.LevelFor(queue, resource, milli, job.Job.IsPreemptible);
            if (level > 0
                && _use.IsWithinLimits(queue, resource, milli)
                && _plain.Holds(RoomAt(level), shape, resource))
            {
                return new OwedJob(queue, level, job.Job.Id, resource, milli);
            }
        }

        return null;
    }

    private IEnumerable<int> ResourcesOf(JobShape shape)
    {
        if (shape.GpuCount == 0) return [tree.Resources.Cpu];
        if (shape.Chips.Count == 0) return Enumerable.Range(0, tree.Resources.ChipModelCount);

        return shape.Chips.Select(chip => tree.Resources.IndexOf(chip.Model))
            .Where(resource => resource >= 0 && resource < tree.Resources.ChipModelCount);
    }

    // What the job counts as in quotas; 0 when the model cannot serve it. A slice counts as much as the model says.
    private long MilliOn(JobShape shape, int resource)
    {
        if (shape.GpuCount == 0) return shape.TaskCount * shape.CpuMillicores;

        for (var node = 0; node < state.Fleet.Nodes.Count; node++)
        {
            if (state.Fleet.Nodes[node].GpuCount > 0 && state.ResourceOf(node) == resource)
                return (TaskNeed.Of(shape, state.ModelOf(node))?.QuotaMilli ?? 0) * shape.TaskCount;
        }

        return 0;
    }

    // The room that there would be if nobody ran on quota from above a queue, and stopping jobs had stopped.
    private FleetRoom RoomAt(int queue)
    {
        if (_rooms[queue] is { } known) return known;

        var room = state.Room.Copy();
        foreach (var (job, level) in _covered)
        {
            if (job.Job.IsPreemptible && tree.DepthOf(level) < tree.DepthOf(queue)
                && tree.CommonAncestor(level, queue) == level)
            {
                Free(room, job);
            }
        }

        foreach (var stopping in state.Queues.SelectMany(all => all.Running))
        {
            if (stopping.Phase == JobPhase.Stopping) Free(room, stopping);
        }

        return _rooms[queue] = room;
    }

    private static void Free(FleetRoom room, JobEntry job)
    {
        foreach (ref readonly var task in job.Tasks.AsSpan()) room.Give(job.Need, task);
    }
}
