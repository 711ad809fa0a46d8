using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;

namespace Headroom.Cluster.Tests.State;

/// <summary>
/// What jobs may do, written down once more: a list of jobs, and room is what the sum of all tasks leaves.
/// </summary>
internal sealed class PlainCluster(Fleet fleet)
{
    private readonly Dictionary<JobId, Entry> _jobs = [];
    private long _now;

    public EventRefusal? Apply(ClusterEvent happened)
    {
        if (happened.At < _now) return EventRefusal.ClockWentBack;
        if (happened is NodeChanged changed && !IsKnown(changed.Node)) return EventRefusal.UnknownNode;

        var refusal = happened switch
        {
            JobSubmitted { Job: var job } when _jobs.ContainsKey(job.Id) => EventRefusal.DuplicateJob,
            JobSubmitted { Job: var job } when JobCheck.Fault(job) is not null => EventRefusal.InvalidJob,
            JobSubmitted { Job: var job } => Do(() => _jobs.Add(job.Id, new Entry(job))),
            JobHeld held => From(held.Id, [JobPhase.Waiting], JobPhase.Held),
            JobReleased released => From(released.Id, [JobPhase.Held], JobPhase.Waiting),
            JobCancelled cancelled => From(cancelled.Id, Live, JobPhase.Ended),
            JobFinished finished => From(finished.Id, [JobPhase.Running, JobPhase.Stopping], JobPhase.Ended),
            CheckpointSaved saved => From(saved.Id, [JobPhase.Running, JobPhase.Stopping], null),
            PreemptionOrdered { Preemption: var order } => From(order.Victim, [JobPhase.Running], JobPhase.Stopping),
            StopOrdered ordered => From(ordered.Id, [JobPhase.Running], JobPhase.Stopping),
            JobStopped stopped => From(stopped.Id, [JobPhase.Stopping], JobPhase.Waiting),
            ReservationMade { Reservation: var promise } => From(promise.Job, [JobPhase.Waiting], null)
                ?? (ModelOf(promise.Resource) == "none" ? EventRefusal.NoRoom
                    : promise.Tasks.All(task => IsKnown(task.Node)) ? null : EventRefusal.UnknownNode),
            ReservationDropped dropped => From(dropped.Id, Live, null),
            ClaimOpened opened => From(opened.Id, [JobPhase.Waiting], null),
            ClaimClosed closed => From(closed.Id, Live, null),
            JobStarted started => Place(started.Id, JobPhase.Waiting, started.Resource, started.Tasks),
            JobResized resized => Place(resized.Id, JobPhase.Running, null, resized.Tasks),
            _ => null,
        };
        if (refusal is null) _now = happened.At;
        return refusal;
    }

    private static readonly JobPhase[] Live =
        [JobPhase.Waiting, JobPhase.Held, JobPhase.Running, JobPhase.Stopping];

    private static EventRefusal? Do(Action change)
    {
        change();
        return null;
    }

    private EventRefusal? From(JobId id, JobPhase[] phases, JobPhase? next)
    {
        if (!_jobs.TryGetValue(id, out var job) || job.Phase == JobPhase.Ended) return EventRefusal.UnknownJob;
        if (!phases.Contains(job.Phase)) return EventRefusal.WrongPhase;

        job.Phase = next ?? job.Phase;
        if (job.Phase is JobPhase.Waiting or JobPhase.Ended) job.Tasks = [];
        return null;
    }

    private EventRefusal? Place(JobId id, JobPhase phase, int? resource, ValueList<TaskPlacement> tasks)
    {
        if (From(id, [phase], null) is { } refusal) return refusal;

        var job = _jobs[id];
        var (before, model) = (job.Tasks, ModelOf(resource ?? job.Resource));
        if (tasks.Any(task => !IsKnown(task.Node))) return EventRefusal.NoRoom;

        var shape = job.Job.Shape;
        var isOfModel = shape.GpuCount == 0
            ? model.Length == 0
            : model.Length > 0 && tasks.All(task => fleet.Nodes[task.Node].ChipModel == model);
        job.Tasks = [.. tasks];
        if (isOfModel && tasks.Count >= shape.TaskCountLeast && tasks.Count <= shape.TaskCount && AllFit())
        {
            (job.Phase, job.Resource) = (JobPhase.Running, resource ?? job.Resource);
            return null;
        }

        job.Tasks = before;
        return EventRefusal.NoRoom;
    }

    private bool IsKnown(int node) => node >= 0 && node < fleet.Nodes.Count;

    // The models of the fleet in order of first use; none for processors, which come last, and for what is beyond.
    private string ModelOf(int resource) =>
        fleet.Nodes.Select(node => node.ChipModel).Where(model => model.Length > 0).Distinct()
            .ElementAtOrDefault(resource)
        is { } model && resource >= 0 ? model : resource == ModelCount ? "" : "none";

    private int ModelCount =>
        fleet.Nodes.Select(node => node.ChipModel).Where(model => model.Length > 0).Distinct().Count();

    private bool AllFit() => Enumerable.Range(0, fleet.Nodes.Count).All(node =>
    {
        var here = _jobs.Values.SelectMany(job => job.Tasks, (job, task) => (job.Job.Shape, Task: task))
            .Where(entry => entry.Task.Node == node).ToList();
        return here.Sum(entry => entry.Shape.CpuMillicores) <= fleet.Nodes[node].CpuMillicores
            && here.Sum(entry => entry.Shape.MemoryMiB) <= fleet.Nodes[node].MemoryMiB
            && here.All(entry => entry.Task.Gpus.Count == entry.Shape.GpuCount
                && entry.Task.Gpus.Bits < 1u << fleet.Nodes[node].GpuCount)
            && Enumerable.Range(0, fleet.Nodes[node].GpuCount).All(gpu => GpuFits(node, gpu, here));
    });

    private bool GpuFits(int node, int gpu, List<(JobShape Shape, TaskPlacement Task)> here)
    {
        var model = fleet.ChipModels.First(known => known.Name == fleet.Nodes[node].ChipModel);
        var needs = here.Where(entry => entry.Task.Gpus.Contains(gpu))
            .Select(entry => (Need: TaskNeed.Of(entry.Shape, model), entry.Task.SliceStart)).ToList();
        if (needs.Any(entry => entry.Need is null)) return false;

        var slots = needs.Where(entry => entry.Need!.Value.SliceSlots > 0)
            .SelectMany(entry => Enumerable.Range(entry.SliceStart, entry.Need!.Value.SliceSlots)).ToList();
        return needs.Sum(entry => entry.Need!.Value.GpuMilli) <= 1000
            && needs.Sum(entry => entry.Need!.Value.GpuMemoryMiB) <= model.MemoryMiB
            && slots.Distinct().Count() == slots.Count && slots.All(slot => slot >= 0 && slot < model.SliceSlots);
    }

    private sealed class Entry(Job job)
    {
        public Job Job { get; } = job;

        public JobPhase Phase { get; set; }

        public int Resource { get; set; }

        public TaskPlacement[] Tasks { get; set; } = [];
    }
}
