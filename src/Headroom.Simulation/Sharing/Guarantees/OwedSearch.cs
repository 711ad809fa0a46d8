using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>Looks for waiting jobs that are owed room in one state at one time.</summary>
internal sealed class OwedSearch
{
    private readonly ClusterState _settled;
    private readonly QueueTree _tree;
    private readonly QuotaUse _use;
    private readonly Eligibility _eligibility;
    private readonly PlainRoom _plain;
    private readonly IReadOnlyList<CoveredJob> _covered;
    private readonly FleetRoom?[] _rooms;

    public OwedSearch(ClusterState state, QueueTree tree, NodeGroups groups, long now)
    {
        _settled = SettledState.Of(state, now);
        _tree = tree;
        _use = new QuotaUse(_settled, tree);
        _eligibility = new Eligibility(state, now);
        _plain = new PlainRoom(_settled, groups);
        _covered = CoverLevels.Of(_settled, tree);
        _rooms = new FleetRoom?[tree.Count];
    }

    /// <summary>The first job of a queue in the order of waiting that is owed room; null when none is.</summary>
    public OwedJob? FirstOf(QueueState queue, int index)
    {
        if (Eligibility.IsPaused(_tree, index)) return null;

        // What holds for one job of a shape holds for the others of the queue.
        var found = new Dictionary<(int Shape, bool IsPreemptible), OwedJob?>();
        foreach (var job in Candidates(queue, _tree[index]))
        {
            var kind = (job.ShapeIndex, job.Job.IsPreemptible);
            if (_settled.Find(job.Job.Id) is { Phase: JobPhase.Running } awaited)
            {
                if (LevelOf(awaited) is var level and > 0)
                    return new OwedJob(index, level, job.Job.Id, awaited.Resource, awaited.MilliHeld);

                continue;
            }

            if (!found.TryGetValue(kind, out var owed)) found.Add(kind, owed = RoomFor(job, index));
            if (owed is { } room) return room with { Job = job.Job.Id };
        }

        return null;
    }

    // Others stop for it already: it is owed its room as long as a queue covers it.
    private int LevelOf(JobEntry awaited) => _covered.First(covered => covered.Job == awaited).Level;

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
        if (shape.GpuCount == 0) return [_tree.Resources.Cpu];
        if (shape.Chips.Count == 0) return Enumerable.Range(0, _tree.Resources.ChipModelCount);

        return shape.Chips.Select(chip => _tree.Resources.IndexOf(chip.Model))
            .Where(resource => resource >= 0 && resource < _tree.Resources.ChipModelCount);
    }

    // What the job counts as in quotas; 0 when the model cannot serve it. A slice counts as much as the model says.
    private long MilliOn(JobShape shape, int resource)
    {
        if (shape.GpuCount == 0) return shape.TaskCount * shape.CpuMillicores;

        for (var node = 0; node < _settled.Fleet.Nodes.Count; node++)
        {
            if (_settled.Fleet.Nodes[node].GpuCount > 0 && _settled.ResourceOf(node) == resource)
                return (TaskNeed.Of(shape, _settled.ModelOf(node))?.QuotaMilli ?? 0) * shape.TaskCount;
        }

        return 0;
    }

    // The room that there would be if nobody else ran on quota from above a queue, and stopping jobs had stopped. Its
    // own jobs do not keep quota from it, even where they borrow another resource.
    private FleetRoom RoomAt(int queue)
    {
        if (_rooms[queue] is { } known) return known;

        var room = _settled.Room.Copy();
        foreach (var (job, level) in _covered)
        {
            if (job.Job.IsPreemptible && _tree.DepthOf(level) < _tree.DepthOf(queue)
                && _tree.CommonAncestor(level, queue) == level
                && !_tree.IsWithin(Math.Max(_tree.IndexOf(job.Queue.Name), 0), queue))
            {
                room.GiveAll(job.Need, job.Tasks);
            }
        }

        foreach (var stopping in _settled.Queues.SelectMany(all => all.Running))
        {
            if (stopping.Phase == JobPhase.Stopping) room.GiveAll(stopping.Need, stopping.Tasks);
        }

        return _rooms[queue] = room;
    }
}
