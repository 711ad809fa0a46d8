using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Sharing.Guarantees;

namespace Headroom.Simulation.Sharing;

/// <summary>
/// Virtual time: from instant to instant jobs end, others come, and the scheduler is asked. Nothing here decides.
/// </summary>
internal sealed class SharingLoop(
    SharedPool pool, Outside outside, QueueTree tree, IPoolScheduler scheduler, SharingOptions options)
{
    // A scheduler that stops the same job so often at one instant goes round in a circle.
    private const int StopsAtOnceMax = 16;

    // So does one that always finds something to decide at one instant, and asks again.
    private const int CyclesAtOnceMax = 10_000;

    // When only the scheduler itself asks to be woken, and decides nothing so often, it never will.
    private const int FruitlessWakesMax = 10_000;

    private readonly GuaranteeCheck? _guarantees =
        options.CheckGuarantees ? new GuaranteeCheck(pool.State.Fleet, tree, options.GuaranteeSampling) : null;

    private readonly Dictionary<JobId, int> _stopsAtOnce = [];
    private readonly List<int> _stopping = [];
    private long _decideFrom;
    private long _wake = long.MaxValue;
    private bool _isDue;

    /// <summary>Cycles so far.</summary>
    public long Cycles { get; private set; }

    /// <summary>Jobs that all cycles together looked at.</summary>
    public long Steps { get; private set; }

    /// <summary>Verdicts of the last cycle.</summary>
    public IReadOnlyList<Verdict> LastVerdicts { get; private set; } = [];

    /// <summary>What the check of guarantees found; null when they are not checked.</summary>
    public GuaranteeReport? Guarantees { get; private set; }

    /// <summary>When the run was cut off, in milliseconds; null when nothing could happen any more.</summary>
    public long? CutOff { get; private set; }

    /// <summary>Until nothing can happen any more, or the run is cut off.</summary>
    public void Run()
    {
        var now = 0L;
        var fruitlessWakes = 0;
        while (fruitlessWakes < FruitlessWakesMax)
        {
            var happening = Math.Min(pool.NextDue, outside.Next);
            var isOnlyAWake = happening == long.MaxValue && !_isDue;
            var next = Math.Min(happening, NextCycle(now));
            if (next == long.MaxValue) break;

            if (next > options.UntilMilliseconds)
            {
                now = options.UntilMilliseconds;
                CutOff = now;
                break;
            }

            now = next;
            _isDue |= pool.RunTo(now);
            _isDue |= outside.Arrive(pool, now);
            if (NextCycle(now) > now) continue;

            fruitlessWakes = Decide(now) || !isOnlyAWake ? 0 : fruitlessWakes + 1;
        }

        Guarantees = _guarantees?.Close(now);
    }

    private long NextCycle(long now)
    {
        var wanted = _isDue ? now : _wake;
        return wanted == long.MaxValue ? wanted : Math.Max(wanted, _decideFrom);
    }

    // Asks until no job stops at this very instant and the scheduler has no more to decide: only then is it known what
    // became free. True when anything was decided.
    private bool Decide(long now)
    {
        var anything = false;
        var cyclesBefore = Cycles;
        _stopsAtOnce.Clear();
        do
        {
            if (Cycles - cyclesBefore >= CyclesAtOnceMax)
                throw new InvalidOperationException($"{scheduler.Name} goes round in a circle at {now} ms.");

            var plan = scheduler.Decide(pool.State, tree, now, options.StepBudget);
            Cycles++;
            Steps += plan.Steps;
            LastVerdicts = plan.Verdicts;
            anything |= plan.Events.Count > 0;
            Act(plan, now);
        }
        while (_stopping.Count > 0 || _wake == now);

        _isDue = false;
        _decideFrom = now + options.MinimumCycleMilliseconds;
        _guarantees?.Observe(pool.State, now);
        return anything;
    }

    private void Act(Plan plan, long now)
    {
        if (plan.NextWake < now || (plan.NextWake == now && plan.Events.Count == 0))
            throw new InvalidOperationException($"{scheduler.Name} asks at {now} ms to be woken at {plan.NextWake} ms.");

        _wake = plan.NextWake;
        _stopping.Clear();
        foreach (var decided in plan.Events)
        {
            if (decided.At != now)
                throw new InvalidOperationException($"{scheduler.Name} decided {decided} at {now} ms.");

            var stops = pool.Act(decided);
            if (stops >= 0) _stopping.Add(stops);
            if (decided is PreemptionOrdered { Preemption: var order } && stops >= 0) CountStop(order, now);
        }

        foreach (var job in _stopping) pool.Stop(job, now);
    }

    private void CountStop(Preemption order, long now)
    {
        var stops = _stopsAtOnce[order.Victim] = _stopsAtOnce.GetValueOrDefault(order.Victim) + 1;
        if (stops > StopsAtOnceMax)
        {
            throw new InvalidOperationException(
                $"{scheduler.Name} goes round in a circle: at {now} ms it stopped job {order.Victim} {stops} times, "
                + $"the last time for job {order.Beneficiary}.");
        }
    }
}
