using Headroom.Cluster;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Rooms;

/// <summary>
/// A copy of what is left on a fleet, in which a cycle tries out what it may decide. Finds places by an index that
/// follows what is taken and given back. Not thread-safe.
/// </summary>
internal sealed class TrialRoom
{
    private readonly RoomView _view;
    private readonly SingleSearch _singles;
    private readonly SharedSearch _shared;
    private readonly GangSearch _gangs;
    private readonly EmptyFleet _empty;

    /// <summary>The room of a state.</summary>
    /// <param name="state">It is not changed, and must not change while the trial lasts.</param>
    /// <param name="topology">Of the state's fleet.</param>
    public TrialRoom(ClusterState state, Topology topology)
    {
        _view = new RoomView(state, topology, state.Room.Copy());
        _singles = new SingleSearch(_view);
        _shared = new SharedSearch(_view);
        _gangs = new GangSearch(_view);
        _empty = new EmptyFleet(_view);
    }

    /// <summary>What is left.</summary>
    public FleetRoom Left => _view.Left;

    /// <summary>Positions and parts of the fleet.</summary>
    public Topology Topology => _view.Topology;

    /// <summary>Whether a node takes work.</summary>
    public bool IsOpen(int node) => _view.Pools.IsOpen(node);

    /// <summary>
    /// What a task of a shape takes with the chip model of a resource, or of processors when it needs no accelerators;
    /// null when that cannot be or the shape does not admit it.
    /// </summary>
    public TaskNeed? NeedOf(int shape, int resource) => FitOf(shape, resource)?.Need;

    /// <summary>The same, with where its slices may begin.</summary>
    public Fit? FitOf(int shape, int resource) => _view.Fits.Of(shape, resource);

    /// <summary>Whether a shape may run in a part of level cluster or below.</summary>
    public bool Admits(int shape, int part) => _view.Fits.Admits(shape, Topology.PositionsOf(part).Begin);

    /// <summary>
    /// How many tasks of a shape the nodes that take work could run together if they were empty, at most as many as it
    /// has: within one cluster, or within one part of the level that it requires.
    /// </summary>
    public int MostTasks(int shape, int resource, int part = Topology.Anywhere) =>
        _empty.MostTasks(shape, resource, part);

    /// <inheritdoc cref="EmptyFleet.OfOneTask"/>
    public Shortage ShortageOfOneTask(int shape, int resource) => _empty.OfOneTask(shape, resource);

    /// <summary>Places for the tasks of a job; null when there are none, and then why. Takes nothing.</summary>
    public Placed? Find(in PlaceRequest request, out Shortage shortage)
    {
        shortage = new Shortage(Blocker.NoRoom);
        if (_view.Fits.Of(request.Shape, request.Resource) is not { } fit) return null;

        var (begin, end) = Topology.PositionsOf(request.Part);
        var search = new PlaceSearch(
            request.Shape, request.Resource, fit, request.TasksLeast, request.TasksMost, request.EndsAt, begin, end);
        var placed = Find(search);
        if (placed is null) shortage = WhyNot(search);
        return placed;
    }

    /// <summary>Takes places that were found.</summary>
    /// <param name="need">What each task takes.</param>
    /// <param name="tasks">Their places.</param>
    /// <param name="endsAt">
    /// When the tasks have ended for certain: those that run on when a reserved job starts take from what is guarded.
    /// </param>
    /// <exception cref="InvalidOperationException">A node has not that much left, or what is guarded is
    /// touched.</exception>
    public void Take(in TaskNeed need, ValueList<TaskPlacement> tasks, long endsAt = long.MaxValue) =>
        Change(need, tasks, endsAt, sign: 1);

    /// <summary>Gives places back.</summary>
    /// <param name="need">What each task took.</param>
    /// <param name="tasks">Their places.</param>
    /// <param name="endsAt">As it was given, or believed when guards were made.</param>
    public void Give(in TaskNeed need, ValueList<TaskPlacement> tasks, long endsAt = long.MaxValue) =>
        Change(need, tasks, endsAt, sign: -1);

    /// <summary>From a time on, others may use of a node only what is left then.</summary>
    /// <param name="node">Node that is not guarded yet.</param>
    /// <param name="start">When the reserved job is to start, in milliseconds.</param>
    /// <param name="atStart">What is left then after the reserved tasks; it belongs to the guard from now on.</param>
    public void Guard(int node, long start, NodeRoom atStart)
    {
        _view.Guards.Add(node, start, atStart);
        _view.Pools.Update(node, isGuarded: true, sharesChanged: true);
    }

    /// <summary>Takes a guard away; nothing when there is none.</summary>
    public void Unguard(int node)
    {
        _view.Guards.Remove(node);
        _view.Pools.Update(node, isGuarded: false, sharesChanged: true);
    }

    /// <summary>Whether a node is guarded.</summary>
    public bool IsGuarded(int node) => _view.Guards.IsGuarded(node);

    private Placed? Find(in PlaceSearch search)
    {
        if (search.TasksMost > 1) return _gangs.Find(search);

        var place = search.Fit.SharesGpu ? _shared.Find(search) : _singles.Find(search);
        return place is { } found ? new Placed([found]) : null;
    }

    private Shortage WhyNot(in PlaceSearch search) =>
        _view.Guards.Count > 0 && Find(search.WithoutGuards) is not null
            ? new Shortage(Blocker.Reserved)
            : TotalRoom.ShortageOf(_view, search);

    private void Change(in TaskNeed need, ValueList<TaskPlacement> tasks, long endsAt, int sign)
    {
        foreach (ref readonly var task in tasks.AsSpan())
        {
            if (sign > 0) Left.Take(need, task);
            else Left.Give(need, task);

            _view.Guards.Change(need, task, endsAt, sign);
            _view.Pools.Change(task.Node, need, sign, IsGuarded(task.Node));
        }
    }
}
