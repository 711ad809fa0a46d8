using System.Globalization;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Tests.Quotas;

namespace Headroom.Scheduling.Tests.Deciding.Exhaustive;

/// <summary>
/// The most that any plan for an empty pool could start, by trying out every set of jobs and every place for each. Of
/// policies without lending limits and jobs that may be preempted: then the order of starts does not matter to quotas.
/// </summary>
internal sealed class BestPlan(PoolRun run, IReadOnlyList<Job> jobs, Func<PlainUse, int, Demand, bool> mayStart)
{
    private readonly HashSet<string> _seen = [];
    private readonly List<(int Queue, Demand Demand)> _running = [];
    private long _milli;

    /// <summary>Most thousandths of accelerators that can be held at once.</summary>
    public long Milli { get; private set; }

    /// <summary>Most jobs that can run at once.</summary>
    public int Jobs { get; private set; }

    /// <summary>The best plan within the limits of all queues.</summary>
    public static BestPlan WithinLimits(PoolRun run, IReadOnlyList<Job> jobs) =>
        Of(run, jobs, (use, queue, demand) => use.Block(queue, demand) is null);

    /// <summary>The best plan in which no queue borrows.</summary>
    public static BestPlan WithinNominal(PoolRun run, IReadOnlyList<Job> jobs) =>
        Of(run, jobs, (use, queue, demand) =>
            use.Used(queue, demand.Resource) + demand.Milli <= run.Tree.Nominal(queue, demand.Resource));

    private static BestPlan Of(PoolRun run, IReadOnlyList<Job> jobs, Func<PlainUse, int, Demand, bool> mayStart)
    {
        var best = new BestPlan(run, jobs, mayStart);
        best.Search(0, new FleetRoom(run.State.Fleet, Models(run.State)));
        return best;
    }

    private static Cluster.Fleets.ChipModel[] Models(ClusterState state) =>
        [.. Enumerable.Range(0, state.Fleet.Nodes.Count).Select(state.ModelOf)];

    private void Search(int next, FleetRoom room)
    {
        Milli = Math.Max(Milli, _milli);
        Jobs = Math.Max(Jobs, _running.Count);
        if (next == jobs.Count || !_seen.Add(TextOf(next, room))) return;

        var (shape, queue) = (jobs[next].Shape, run.Tree.IndexOf(jobs[next].Queue));
        foreach (var (resource, need) in EveryPlace.Needs(run.State, shape))
        {
            for (var tasks = shape.TaskCountLeast; tasks <= shape.TaskCount; tasks++)
            {
                var demand = new Demand(resource, tasks * need.QuotaMilli);
                if (!mayStart(new PlainUse(run.Tree, _running), queue, demand)) continue;

                foreach (var places in EveryPlace.Of(run.State, room, resource, need, tasks))
                {
                    var left = room.Copy();
                    left.TakeAll(need, places);
                    _running.Add((queue, demand));
                    _milli += demand.Milli;
                    Search(next + 1, left);
                    _milli -= demand.Milli;
                    _running.RemoveAt(_running.Count - 1);
                }
            }
        }

        Search(next + 1, room);
    }

    // Equal texts have equal continuations, but for how many run: that is part of it.
    private string TextOf(int next, FleetRoom room) => string.Create(
        CultureInfo.InvariantCulture,
        $"{next} {string.Join(' ', Enumerable.Range(0, room.Count).Select(node => string.Join(',', room.MilliLeft(node).ToArray().Order())))} "
        + $"{string.Join(' ', _running.OrderBy(job => job.Queue).ThenBy(job => job.Demand.Resource).ThenBy(job => job.Demand.Milli))}");
}
