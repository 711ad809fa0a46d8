using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Deciding;

/// <summary>Writes down why a job waits, with who holds what it waits for.</summary>
/// <param name="cycle">The cycle.</param>
internal sealed class Holds(Cycle cycle)
{
    private readonly Dictionary<int, (ValueList<JobId> Holders, long? Until)> _nextToEnd = [];
    private readonly Dictionary<(int Queue, int Resource), ValueList<JobId>> _users = [];

    /// <summary>Why quotas would forbid the start even if nothing ran; null when they would allow it.</summary>
    public Hold? OfLimit(JobEntry job, int queue, Demand demand)
    {
        var most = job.Job.IsPreemptible ? long.MaxValue : MostToStay(queue, demand.Resource);
        if (demand.Milli > most) return OfQuota(HoldReason.NeverWithinQuota, queue, demand, most, []);

        return cycle.Unused.Block(queue, demand) is { } block
            ? OfQuota(HoldReason.NeverWithinQuota, block.Queue, demand, block.LeftMilli, [])
            : null;
    }

    /// <summary>A quota forbids the start now.</summary>
    public Hold OfQuota(QuotaBlock block, Demand demand) =>
        OfQuota(block.Reason, block.Queue, demand, block.LeftMilli, UsersOf(block.Queue, demand.Resource));

    /// <summary>A job that may not be preempted would run on quota that its queue is not owed.</summary>
    public Hold OfOwed(int queue, Demand demand)
    {
        var left = cycle.Tree.Owed(queue, demand.Resource) - cycle.Use.Used(queue, demand.Resource);
        return OfQuota(
            HoldReason.OverQuota, queue, demand, Math.Max(left, 0), UsersOf(queue, demand.Resource));
    }

    /// <summary>The fleet has too little left, or not where it is needed.</summary>
    public Hold OfRoom(Shortage shortage, Demand demand)
    {
        var available = Math.Max(cycle.Use.Free(demand.Resource), 0);
        var hold = RoomHold.Of(shortage, cycle.State.Resources, demand, available);
        var (holders, until) = shortage.Blocker == Blocker.Reserved
            ? (PromisedJobs(demand.Resource), null)
            : NextToEnd(demand.Resource);
        return hold with { Holders = holders, Until = until };
    }

    private Hold OfQuota(
        HoldReason reason, int level, Demand demand, long left, ValueList<JobId> holders) =>
        new(reason)
        {
            Level = cycle.Tree[level].Name,
            Resource = cycle.Tree.Resources[demand.Resource],
            AskedMilli = demand.Milli,
            AvailableMilli = left,
            Holders = holders,
        };

    // A job that may not be preempted fits into what its queue is owed, or into what one above has assigned to nobody.
    private long MostToStay(int queue, int resource)
    {
        var most = cycle.Tree.Owed(queue, resource);
        for (var level = cycle.Tree.ParentOf(queue); level >= 0; level = cycle.Tree.ParentOf(level))
            most = Math.Max(most, cycle.Tree.Unassigned(level, resource));

        return most;
    }

    // As they were at the begin of the cycle, which is good enough to know whom to ask.
    private ValueList<JobId> UsersOf(int queue, int resource)
    {
        if (!_users.TryGetValue((queue, resource), out var users))
            _users.Add((queue, resource), users = FirstUsersOf(queue, resource));

        return users;
    }

    private ValueList<JobId> FirstUsersOf(int queue, int resource)
    {
        var users = new List<JobId>();
        foreach (var state in cycle.State.Queues)
        {
            var leaf = Math.Max(cycle.Tree.IndexOf(state.Name), 0);
            if (!cycle.Tree.IsWithin(leaf, queue)) continue;

            foreach (var job in state.Running)
            {
                if (users.Count == Hold.HoldersMax) return ValueList.From(users);
                if (job.Phase == JobPhase.Running && job.Resource == resource) users.Add(job.Job.Id);
            }
        }

        return ValueList.From(users);
    }

    private (ValueList<JobId> Holders, long? Until) NextToEnd(int resource)
    {
        if (_nextToEnd.TryGetValue(resource, out var known)) return known;

        var next = cycle.Calendar.Releases
            .Where(release => release.Need.GpuCount == 0
                ? resource == cycle.State.Resources.Cpu
                : cycle.State.ResourceOf(release.Tasks[0].Node) == resource)
            .Take(Hold.HoldersMax)
            .ToList();
        (ValueList<JobId> Holders, long? Until) found =
            (ValueList.From(next.Select(release => release.Job)), next.Count > 0 ? next[0].At : null);
        _nextToEnd.Add(resource, found);
        return found;
    }

    private ValueList<JobId> PromisedJobs(int resource) => ValueList.From(cycle.Promised
        .Where(promise => promise.Resource == resource)
        .OrderBy(promise => promise.Start)
        .ThenBy(promise => promise.Job.Value)
        .Take(Hold.HoldersMax)
        .Select(promise => promise.Job));
}
