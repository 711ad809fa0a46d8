using System.Collections.Concurrent;
using System.Diagnostics;
using Headroom.Cluster.Events;
using Headroom.Scheduling.Plans;
using Headroom.Server.Outbox;
using Headroom.Storage.Faults;
using Headroom.Storage.Jobs;
using Headroom.Storage.Writing;

namespace Headroom.Server.Loop;

/// <summary>
/// The one thread that changes anything: it takes what people and engines say, decides, stores all of it in one
/// transaction, and only then answers and has engines told.
/// </summary>
/// <param name="scheduler">Decides.</param>
/// <param name="writer">Stores.</param>
/// <param name="state">The state to begin with.</param>
/// <param name="recover">Makes the state anew from the store.</param>
/// <param name="time">The clock.</param>
/// <param name="log">What an operator should know.</param>
internal sealed class ControlLoop(
    IPoolScheduler scheduler,
    StoreWriter writer,
    LoopState state,
    Func<LoopState> recover,
    TimeProvider time,
    ILogger log) : IDisposable
{
    private const int WaitingMax = 16_384;
    private const int CommandsMax = 2_000;
    private const int StepBudget = 100_000;
    private const int WaitMost = 60_000;

    // A pool may spend at most half of its time on decisions.
    private const int RestPerWork = 1;

    private static readonly TimeSpan FaultRest = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<Command> _inbox = new(WaitingMax);
    private readonly List<Command> _taken = [];
    private LoopState _state = state;
    private Thread? _thread;
    private long _decideFrom;
    private long _wake;
    private bool _isDue = true;

    /// <summary>A turn that changes something was stored, and nobody has been answered yet.</summary>
    public required Action<Turn> Stored { get; init; }

    /// <summary>A turn was stored; tells the number of the last event.</summary>
    public Action<long> Appended { get; init; } = _ => { };

    /// <summary>The loop cannot go on.</summary>
    public required Action<Exception> Ended { get; init; }

    /// <summary>Waits a while after a fault, so that what cannot be stored is not tried without end.</summary>
    public Action<TimeSpan> Rest { get; init; } = pause => Task.Delay(pause, time).GetAwaiter().GetResult();

    /// <summary>Begins to turn.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { Name = "control loop", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Does something in the loop's turn; ends when it is stored.</summary>
    /// <exception cref="Refusal">It was refused, or too much waits.</exception>
    public Task<T> DoAsync<T>(Func<Turn, T> run)
    {
        var command = new Command<T>(run);
        if (TryTake(command)) return command.Answer;

        throw new Refusal(RefusalKind.Busy, "Too many requests wait already", "try again in a second");
    }

    /// <summary>The same for what must not be lost: waits for a place.</summary>
    public Task<T> DoCertainlyAsync<T>(Func<Turn, T> run)
    {
        var command = new Command<T>(run);
        _inbox.Add(command);
        return command.Answer;
    }

    /// <summary>Does what waits, then ends.</summary>
    public void Dispose()
    {
        _inbox.CompleteAdding();
        _thread?.Join();
        _inbox.Dispose();
    }

    private bool TryTake(Command command)
    {
        try
        {
            return _inbox.TryAdd(command);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private long Clock => time.GetUtcNow().ToUnixTimeMilliseconds();

    private void Run()
    {
        try
        {
            while (Step(WaitMost))
            {
            }
        }
        // The thread is the host of all that changes: whoever started it has to hear why it ended.
        catch (Exception fault)
        {
            log.LoopEnded(fault);
            Ended(fault);
        }
    }

    /// <summary>One turn, by whoever drives a loop that was not started. False when it is over.</summary>
    /// <param name="waitMost">Longest wait for something to do, in milliseconds.</param>
    public bool Step(int waitMost)
    {
        if (!Take(waitMost)) return false;

        TakeTurn();
        return true;
    }

    // Waits for the first command, or until a cycle is due. False when it is over.
    private bool Take(int waitMost)
    {
        _taken.Clear();
        var wait = _isDue ? _decideFrom - Clock : Math.Max(_wake, _decideFrom) - Clock;
        if (_inbox.TryTake(out var first, (int)Math.Clamp(wait, 0, waitMost))) _taken.Add(first);
        while (_taken.Count < CommandsMax && _inbox.TryTake(out var next)) _taken.Add(next);

        return _taken.Count > 0 || !_inbox.IsCompleted;
    }

    private void TakeTurn()
    {
        var began = time.GetTimestamp();
        var turn = new Turn(_state, Math.Max(Clock, _state.Cluster.Now));
        var done = new List<Command>(_taken.Count);
        try
        {
            foreach (var command in _taken) Run(command, turn, done);

            _isDue |= turn.HasEvents;
            if ((_isDue || turn.Now >= _wake) && Clock >= _decideFrom) Decide(turn);
        }
        // A fault of the program: nothing of the turn is stored, and memory is made anew from what is.
        catch (Exception fault)
        {
            Abandon(_taken, fault);
            return;
        }

        Store(turn, done);
        LoopMeter.Turn.Record(time.GetElapsedTime(began).TotalSeconds);
        LoopMeter.Batch.Record(done.Count);
    }

    private static void Run(Command command, Turn turn, List<Command> done)
    {
        try
        {
            command.Run(turn);
            done.Add(command);
        }
        catch (Refusal refusal)
        {
            command.Fail(refusal);
        }
    }

    private void Abandon(List<Command> commands, Exception fault)
    {
        log.TurnAbandoned(fault);
        var refusal = new Refusal(RefusalKind.NotStored, "The request could not be stored", "try again in a moment");
        foreach (var command in commands) command.Fail(refusal);
        if (fault is StoreException { Fault: StoreFault.NewerLeader }) throw fault;

        Rest(FaultRest);
        _state = recover().After(_state);
        _isDue = true;
    }

    private void Decide(Turn turn)
    {
        using var span = LoopTrace.Cycle();
        var began = time.GetTimestamp();
        var plan = scheduler.Decide(_state.Cluster, _state.Tree, turn.Now, StepBudget);
        foreach (var decided in plan.Events) Act(turn, decided);
        foreach (var (job, hold) in plan.Verdicts)
        {
            if (_state.HoldOf(job)?.Reason != hold.Reason) turn.Add(new JobVerdict(job, (int)hold.Reason));
        }

        span?.SetTag("headroom.events", plan.Events.Count).SetTag("headroom.verdicts", plan.Verdicts.Count);
        _state.Keep(plan.Verdicts);
        (_isDue, _wake) = (plan.NextWake == turn.Now, plan.NextWake);
        var took = time.GetElapsedTime(began);
        LoopMeter.Cycle.Record(took.TotalSeconds);
        _decideFrom = Clock + (long)took.TotalMilliseconds * RestPerWork;
    }

    private void Act(Turn turn, ClusterEvent decided)
    {
        turn.Certain(decided);
        if (decided is JobStarted started)
        {
            turn.Tell(Messages.Start(_state.Cluster, _state.Cluster.Find(started.Id)!, turn.Now));
        }
        else if (decided is PreemptionOrdered { Preemption.Victim: var victim })
        {
            turn.Tell(Messages.Stop(_state.Cluster, _state.Cluster.Find(victim)!, turn.Now));
        }
    }

    private void Store(Turn turn, List<Command> done)
    {
        if (turn.HasChanges)
        {
            if (Write(turn, done) is { } fault)
            {
                Abandon(done, fault);
                return;
            }

            Grow(turn);
            Stored(turn);
        }

        foreach (var command in done) command.Settle();
    }

    private void Grow(Turn turn)
    {
        if (turn.Grown is not { } grown) return;

        _state.Grow(grown);
        _isDue = true;
    }

    private StoreException? Write(Turn turn, List<Command> done)
    {
        using var span = LoopTrace.Commit(done);
        try
        {
            _state.Sequence = writer.WriteAsync(turn.ToBatch()).GetAwaiter().GetResult().LastSequence;
            span?.SetTag("headroom.sequence", _state.Sequence);
            Appended(_state.Sequence);
            return null;
        }
        catch (StoreException fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.Fault.ToString());
            return fault;
        }
    }
}
