using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;

namespace Headroom.Cluster.State;

/// <summary>
/// Hash of events in order: 64-bit FNV-1a over the kind, the time and what was decided or reported, as little-endian
/// integers. The kinds are part of recorded digests: never renumber.
/// </summary>
internal sealed class EventDigest
{
    private Fnv1a _hash = new();

    public EventDigest()
    {
    }

    /// <summary>Goes on from the hash of earlier events.</summary>
    public EventDigest(ulong value) => _hash = Fnv1a.From(value);

    public ulong Value => _hash.Value;

    public EventDigest Copy() => new() { _hash = _hash.Copy() };

    public void Add(ClusterEvent happened)
    {
        _hash.Add(happened.At);
        switch (happened)
        {
            case FairnessChanged { Rules: var rules }:
                AddAll(1, rules.HalfLifeMilliseconds, rules.EntryMilliseconds);
                break;
            case NodeChanged changed: AddAll(2, changed.Node, (long)changed.Status); break;
            case JobSubmitted submitted: AddJob(submitted.Job); break;
            case JobHeld held: AddAll(4, held.Id.Value); break;
            case JobReleased released: AddAll(5, released.Id.Value); break;
            case JobCancelled cancelled: AddAll(6, cancelled.Id.Value); break;
            case JobStarted started: AddTasks(7, started.Id, started.Resource, started.Tasks); break;
            case JobResized resized: AddTasks(8, resized.Id, 0, resized.Tasks); break;
            case CheckpointSaved saved: AddAll(9, saved.Id.Value); break;
            case JobFinished finished: AddAll(10, finished.Id.Value, finished.Succeeded ? 1 : 0); break;
            case PreemptionOrdered { Preemption: var order }:
                AddAll(11, order.Victim.Value, order.Beneficiary.Value, (long)order.Rule, order.LostGpuMilliseconds);
                break;
            case JobStopped stopped: AddAll(12, stopped.Id.Value); break;
            case ReservationMade { Reservation: var promise }:
                AddTasks(13, promise.Job, promise.Resource, promise.Tasks);
                AddAll(promise.Start, promise.IsReclaim ? 1 : 0);
                break;
            case ReservationDropped dropped: AddAll(14, dropped.Id.Value); break;
            case ClaimOpened opened: AddAll(15, opened.Id.Value); break;
            case ClaimClosed closed: AddAll(16, closed.Id.Value); break;
            case BudgetSpent spent:
                AddAll(17, spent.Until ?? -1);
                Add(spent.Queue);
                break;
            case BudgetRenewed renewed:
                AddAll(18);
                Add(renewed.Queue);
                break;
            case StopOrdered ordered: AddAll(19, ordered.Id.Value, (long)ordered.Cause); break;
            default: throw new InvalidOperationException($"No digest for {happened.GetType().Name}.");
        }
    }

    private void AddJob(Job job)
    {
        var shape = job.Shape;
        AddAll(3, job.Id.Value, job.Priority, job.IsPreemptible ? 1 : 0, job.TimeLimitMilliseconds ?? -1);
        AddAll(shape.TaskCount, shape.TaskCountMin, shape.CpuMillicores, shape.MemoryMiB);
        AddAll(shape.GpuCount, shape.GpuMilli, shape.GpuMemoryMiB);
        Add(job.Queue);
        Add(shape.Slice);
        foreach (var chip in shape.Chips)
        {
            Add(chip.Model);
            _hash.Add(chip.SpeedPermille);
        }
    }

    private void AddTasks(long kind, JobId job, int resource, ValueList<TaskPlacement> tasks)
    {
        AddAll(kind, job.Value, resource);
        foreach (var task in tasks) AddAll(task.Node, task.Gpus.Bits, task.SliceStart);
    }

    private void AddAll(params ReadOnlySpan<long> values)
    {
        foreach (var value in values) _hash.Add(value);
    }

    private void Add(string text)
    {
        foreach (var character in text) _hash.Add(character);
        _hash.Add(-1);
    }
}
