using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Simulated;

/// <summary>
/// Where simulated runs run: what an engine has accepted, whatever becomes of those who talk to it. Nothing moves by
/// itself: whoever moves the clock calls <see cref="Advance"/>. For any number of threads.
/// </summary>
public sealed class SimulatedSite
{
    private readonly Lock _lock = new();
    private readonly Agenda _agenda = new();
    private readonly SortedDictionary<RunId, SimulatedRun> _runs = [];
    private readonly Dictionary<RunId, int> _late = [];
    private readonly List<RunId> _executions = [];
    private readonly Func<RunOrder, SimulatedProgram> _programs;
    private readonly TimeProvider _clock;
    private readonly SimulatedFaults _faults;
    private readonly FaultDice _dice;
    private readonly List<Action> _afterwards = [];
    private DateTimeOffset _now;

    /// <summary>An empty site with these nodes.</summary>
    /// <param name="clock">Its time.</param>
    /// <param name="nodes">What it has to run work on; it does not count what is in use.</param>
    /// <param name="programs">What the program of an order does; asked once, when the order is accepted.</param>
    /// <param name="faults">What goes wrong; <see cref="SimulatedFaults.None"/> for nothing.</param>
    public SimulatedSite(
        TimeProvider clock,
        ValueList<DiscoveredNode> nodes,
        Func<RunOrder, SimulatedProgram> programs,
        SimulatedFaults faults)
    {
        (_clock, Nodes, _programs, _faults) = (clock, nodes, programs, faults);
        _dice = new FaultDice(faults.Seed);
        _now = clock.GetUtcNow();
    }

    /// <summary>Time from acceptance to start. Default 0.</summary>
    public TimeSpan StartLatency { get; init; }

    /// <summary>Its nodes.</summary>
    public ValueList<DiscoveredNode> Nodes { get; }

    /// <summary>Whether it answers at all. Its runs go on while it does not.</summary>
    public bool IsDown { get; set; }

    /// <summary>Every start of a program, in order of time: the measure of whether something ran twice.</summary>
    public ValueList<RunId> Executions
    {
        get
        {
            lock (_lock) return ValueList.From(_executions);
        }
    }

    /// <summary>When something is due next; null when nothing is.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            lock (_lock) return _agenda.NextAt;
        }
    }

    /// <summary>Told of every change of a run, after it. Called outside of any lock.</summary>
    internal event Action<FoundRun>? Changed;

    /// <summary>Lets everything happen that is due by now, in its order.</summary>
    public void Advance()
    {
        while (true)
        {
            Action[] afterwards;
            lock (_lock)
            {
                if (_agenda.TakeDue(_clock.GetUtcNow()) is not { } due)
                {
                    _now = _clock.GetUtcNow();
                    return;
                }

                _now = due.At;
                due.Action();
                afterwards = TakeAfterwards();
            }

            foreach (var action in afterwards) action();
        }
    }

    /// <summary>Does something with the site to itself, at the present time.</summary>
    internal T Do<T>(Func<T> work)
    {
        Advance();
        T result;
        Action[] afterwards;
        lock (_lock)
        {
            result = work();
            afterwards = TakeAfterwards();
        }

        foreach (var action in afterwards) action();
        return result;
    }

    /// <summary>Does something at a later time, outside of any lock. Only within <see cref="Do"/>.</summary>
    internal void Later(TimeSpan delay, Action action) => _agenda.Add(_now + delay, () => _afterwards.Add(action));

    /// <summary>Only within <see cref="Do"/>.</summary>
    internal SimulatedRun? Find(RunId id) => _runs.GetValueOrDefault(id);

    /// <summary>In order of their names. Only within <see cref="Do"/>.</summary>
    internal IEnumerable<FoundRun> List(string prefix) => _runs
        .Where(run => run.Key.Text.StartsWith(prefix, StringComparison.Ordinal))
        .Select(run => new FoundRun(run.Key, run.Value.State));

    /// <summary>
    /// Whether a start of a run is still on its way, whoever sent it. Only within <see cref="Do"/>.
    /// </summary>
    internal bool MayStillArrive(RunId id) => _late.GetValueOrDefault(id) > 0;

    /// <summary>Counts the starts that are on their way. Only within <see cref="Do"/>.</summary>
    internal void OnItsWay(RunId id, int change) => _late[id] = _late.GetValueOrDefault(id) + change;

    /// <summary>Only within <see cref="Do"/>.</summary>
    internal void Accept(RunOrder order)
    {
        var run = new SimulatedRun(order, _programs(order));
        _runs.Add(order.Id, run);
        Tell(run);
        _agenda.Add(_now + StartLatency, () => Start(run));
    }

    /// <summary>Only within <see cref="Do"/>.</summary>
    internal void Stop(SimulatedRun run, StopRules? rules)
    {
        if (run.State is RunEnded) return;

        var end = run.TellToStop(rules, _now);
        Tell(run);
        if (end is not null) PlanEnd(run, end);
    }

    /// <summary>Only within <see cref="Do"/>.</summary>
    internal void Forget(RunId id) => _runs.Remove(id);

    private void Start(SimulatedRun run)
    {
        var end = run.Start(_now);
        Tell(run);
        if (end is null) return;

        _executions.Add(run.Order.Id);
        var isLost = _dice.Falls(_faults.RunLostPermille);
        PlanEnd(run, end);
        if (!isLost) return;

        var lostAt = _now + _dice.Delay(run.Program.Runtime);
        _agenda.Add(lostAt, () =>
        {
            if (run.State is not RunEnded) End(run, new PlannedEnd(lostAt, EndCause.Lost, null, null));
        });
    }

    private void PlanEnd(SimulatedRun run, PlannedEnd end)
    {
        var plan = run.Plan;
        // A wait that was cut short may lie in the past by now.
        var due = end.At < _now ? end with { At = _now } : end;
        _agenda.Add(due.At, () =>
        {
            if (run.Plan == plan) End(run, due);
        });
    }

    private void End(SimulatedRun run, PlannedEnd end)
    {
        run.End(end);
        Tell(run);
    }

    private void Tell(SimulatedRun run)
    {
        var found = new FoundRun(run.Order.Id, run.State);
        _afterwards.Add(() => Changed?.Invoke(found));
    }

    private Action[] TakeAfterwards()
    {
        Action[] afterwards = [.. _afterwards];
        _afterwards.Clear();
        return afterwards;
    }
}
