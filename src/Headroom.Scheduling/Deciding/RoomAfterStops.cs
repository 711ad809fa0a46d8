using System.Runtime.InteropServices;
using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Reclaim;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Deciding;

/// <summary>
/// What is left on the fleet when everyone who was told to stop has, and those for whom they stop have started.
/// </summary>
internal sealed class RoomAfterStops
{
    private readonly List<JobEntry> _stopping = [];
    private readonly List<int> _nodesGrown = [];
    private readonly bool[] _hasGrown;
    private readonly bool[] _isAwaited;
    private readonly Dictionary<(int Shape, int Resource), RoomyNodes> _roomy = [];

    /// <param name="state">Says who stops already.</param>
    /// <param name="left">What is left now.</param>
    public RoomAfterStops(ClusterState state, FleetRoom left)
    {
        Left = left.Copy();
        _hasGrown = new bool[left.Count];
        _isAwaited = new bool[left.Count];
        foreach (var queue in state.Queues)
        {
            foreach (var job in queue.Running)
            {
                if (job.Phase == JobPhase.Stopping) Stop(job);
            }
        }
    }

    /// <summary>What is left then.</summary>
    public FleetRoom Left { get; }

    /// <summary>Nodes on which somebody stops, or does not start after all, each once.</summary>
    public ReadOnlySpan<int> NodesGrown => CollectionsMarshal.AsSpan(_nodesGrown);

    /// <summary>
    /// Nodes of which some have room for a task of a shape, in no order; all others have none. Follows only what grows.
    /// </summary>
    /// <param name="shape">What the task asks for.</param>
    /// <param name="resource">With which chip model.</param>
    /// <param name="fit">What it takes there.</param>
    public ReadOnlySpan<int> NodesWithRoom(int shape, int resource, in Fit fit)
    {
        if (!_roomy.TryGetValue((shape, resource), out var nodes))
            _roomy.Add((shape, resource), nodes = new RoomyNodes(Left, fit));
        return nodes.With(_nodesGrown);
    }

    /// <summary>Whether somebody waits for others to stop on a node.</summary>
    public bool IsAwaited(int node) => _isAwaited[node];

    /// <summary>Whether tasks have room when some more jobs have stopped.</summary>
    /// <param name="need">What each task takes.</param>
    /// <param name="tasks">Their places.</param>
    /// <param name="stopping">The jobs, none of which was told to stop before.</param>
    public bool Holds(in TaskNeed need, ValueList<TaskPlacement> tasks, IReadOnlyList<Victim> stopping)
    {
        foreach (var victim in stopping) Left.GiveAll(victim.Holding.Need, victim.Holding.Tasks);
        var holds = Left.CanTakeAll(need, tasks);
        foreach (var victim in stopping) Left.TakeAll(victim.Holding.Need, victim.Holding.Tasks);
        return holds;
    }

    /// <summary>Those that stop on some nodes.</summary>
    public IEnumerable<JobEntry> StoppingOn(IReadOnlySet<int> nodes) =>
        _stopping.Where(job => job.Tasks.Any(task => nodes.Contains(task.Node)));

    /// <summary>A job is told to stop.</summary>
    public void Stop(JobEntry job)
    {
        _stopping.Add(job);
        Give(job.Need, job.Tasks);
    }

    /// <summary>A job starts.</summary>
    public void Start(in TaskNeed need, ValueList<TaskPlacement> tasks) => Left.TakeAll(need, tasks);

    /// <summary>A job that was to start does not.</summary>
    public void Forgo(in TaskNeed need, ValueList<TaskPlacement> tasks) => Give(need, tasks);

    /// <summary>A job is to start when others have stopped.</summary>
    public void Await(in TaskNeed need, ValueList<TaskPlacement> tasks)
    {
        Start(need, tasks);
        foreach (ref readonly var task in tasks.AsSpan()) _isAwaited[task.Node] = true;
    }

    private void Give(in TaskNeed need, ValueList<TaskPlacement> tasks)
    {
        Left.GiveAll(need, tasks);
        foreach (ref readonly var task in tasks.AsSpan())
        {
            if (!_hasGrown[task.Node]) _nodesGrown.Add(task.Node);
            _hasGrown[task.Node] = true;
        }
    }
}
