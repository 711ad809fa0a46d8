using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Simulation.Chance;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Estimates;

/// <summary>
/// One way in which a pool may go on: running jobs end when it is drawn, others come, and the scheduler decides as it
/// would. As in a replay, at one instant jobs end first, then stop, then come, and then it is decided.
/// </summary>
/// <remarks>
/// A job that is preempted is drawn anew when it starts again, given how long it has run. Nodes do not change, nobody
/// gives up, and saves are not told of.
/// </remarks>
internal sealed class Future
{
    // A scheduler that stops jobs so often at one instant goes round in a circle; then time goes on.
    private const int DecisionsAtOnceMax = 16;

    // Ids that no job of the pool is likely to have; like all ids yet to come, they lose ties.
    private const long FirstNewId = long.MaxValue / 2;

    private const ulong ArrivalStream = ulong.MaxValue;

    private readonly Outlook _outlook;
    private readonly IRunLengths _lengths;
    private readonly ulong _seed;
    private readonly ForecastOptions _options;
    private readonly AskedStarts _asked;
    private readonly ClusterState _state;
    private readonly FutureArrivals _arrivals;
    private readonly PriorityQueue<Due, (long At, long Rank)> _due = new();
    private readonly List<JobId> _stopping = [];
    private long _rank;
    private long _newId = FirstNewId;
    private long _wake = long.MaxValue;
    private long _decideFrom;
    private int _cycles;

    /// <param name="outlook">The pool; the future works on a copy of its state.</param>
    /// <param name="lengths">How long jobs run.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="asked">What is told of starts.</param>
    public Future(Outlook outlook, IRunLengths lengths, ulong seed, ForecastOptions options, AskedStarts asked)
    {
        (_outlook, _lengths, _seed, _options, _asked) = (outlook, lengths, seed, options, asked);
        _state = outlook.State.Copy();
        _arrivals = new FutureArrivals(
            outlook.PastArrivals, outlook.Now, new Pcg32(SplitMix.Of(seed, ArrivalStream)));
    }

    /// <summary>Until all jobs that are asked for have started, or a bound is reached.</summary>
    public void Play()
    {
        var now = _outlook.Now;
        foreach (var queue in _state.Queues)
        {
            foreach (var job in queue.Running) PlanEnd(job, now);
        }

        var isDue = true;
        while (true)
        {
            if (isDue || _wake <= now) Decide(now);
            if (_asked.Left == 0 || _cycles >= _options.CyclesMax) return;

            isDue = false;
            do
            {
                var next = Math.Min(NextDue(), NextArrival());
                next = Math.Min(next, isDue ? _decideFrom : Math.Max(_wake, _decideFrom));
                if (next == long.MaxValue || next - _outlook.Now > _options.HorizonMilliseconds) return;

                now = next;
                isDue |= EndBy(now) | ArriveBy(now);
            }
            while (now < _decideFrom || (!isDue && _wake > now));
        }
    }

    private void Decide(long now)
    {
        for (var again = 0; again < DecisionsAtOnceMax; again++)
        {
            var plan = _outlook.Scheduler.Decide(_state, _outlook.Tree, now, _options.StepBudget);
            _cycles++;
            _wake = plan.NextWake;
            _stopping.Clear();
            foreach (var decided in plan.Events) Act(decided);
            foreach (var job in _stopping) _state.ApplyCertain(new JobStopped(now, job));
            if (_stopping.Count == 0 && _wake > now) break;
        }

        var ahead = now - _outlook.Now;
        _decideFrom = _cycles <= _options.ExactCycles ? now : now + ahead / 1000 * _options.CoarsenessPermille;
    }

    private void Act(ClusterEvent decided)
    {
        _state.ApplyCertain(decided);
        if (decided is JobStarted started)
        {
            _asked.Started(started.Id, decided.At - _outlook.Now);
            PlanEnd(_state.Find(started.Id)!, decided.At);
        }
        else if (decided is PreemptionOrdered { Preemption.Victim: var victim })
        {
            if (_outlook.Tree.Policy.Reclaim.StopMilliseconds == 0) _stopping.Add(victim);
            else PlanEnd(_state.Find(victim)!, decided.At);
        }
    }

    private void PlanEnd(JobEntry entry, long now)
    {
        if (entry.Phase == JobPhase.Stopping)
        {
            var stop = now + Math.Max(_outlook.Tree.Policy.Reclaim.StopMilliseconds, 1);
            _due.Enqueue(new Due(entry.Job.Id, entry.Sequence, IsStop: true), (stop, _rank++));
            return;
        }

        var chance = new Pcg32(SplitMix.Of(_seed, (ulong)entry.Job.Id.Value));
        var ran = entry.RanBeforeMilliseconds + now - entry.StartedAt;
        var runs = _lengths.Total(entry.Job, ran, chance) - entry.RanBeforeMilliseconds;
        var (limit, isWithin) = (entry.Job.TimeLimitMilliseconds ?? long.MaxValue, true);
        if (runs > limit) (runs, isWithin) = (limit, false);
        var end = Math.Max(entry.StartedAt + runs, now + 1);
        _due.Enqueue(new Due(entry.Job.Id, entry.Sequence, IsStop: false, isWithin), (end, _rank++));
    }

    private long NextDue() => _due.TryPeek(out _, out var first) ? first.At : long.MaxValue;

    private long NextArrival() =>
        _newId - FirstNewId < _options.ArrivalsMax ? _arrivals.Next : long.MaxValue;

    private bool EndBy(long now)
    {
        var anything = false;
        while (_due.TryPeek(out var due, out var first) && first.At <= now)
        {
            _due.Dequeue();
            if (_state.Find(due.Job) is not { Phase: JobPhase.Running or JobPhase.Stopping } entry) continue;
            if (entry.Sequence != due.Sequence) continue;

            _state.ApplyCertain(due.IsStop
                ? new JobStopped(now, due.Job)
                : new JobFinished(now, due.Job, due.IsWithinLimit));
            anything = true;
        }

        return anything;
    }

    private bool ArriveBy(long now)
    {
        var anything = false;
        while (NextArrival() <= now)
        {
            var past = _arrivals.Take();
            var moved = now - past.SubmittedMilliseconds;
            var job = past with
            {
                Id = new JobId(_newId++),
                SubmittedMilliseconds = now,
                NotBeforeMilliseconds = past.NotBeforeMilliseconds == 0 ? 0 : past.NotBeforeMilliseconds + moved,
                StartByMilliseconds = past.StartByMilliseconds + moved,
                After = [],
                Array = null,
                ArrayRunningMax = 0,
            };
            anything |= _state.Apply(new JobSubmitted(now, job)) is null;
        }

        return anything;
    }

    // What is due for one start of a job; when it has started again since, nothing is.
    private readonly record struct Due(JobId Job, long Sequence, bool IsStop, bool IsWithinLimit = true);
}
