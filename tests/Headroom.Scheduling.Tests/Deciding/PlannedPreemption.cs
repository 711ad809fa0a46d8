using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Tests.Deciding;

/// <summary>
/// All jobs that a plan stops for one other, with where that one is to run, at the moment before the first stops.
/// </summary>
internal sealed class PlannedPreemption
{
    private readonly PoolRun _run;

    private PlannedPreemption(
        PoolRun run, JobEntry job, IReadOnlyList<Preemption> orders, int resource, ValueList<TaskPlacement> tasks)
    {
        _run = run;
        Job = job;
        Orders = orders;
        Tasks = tasks;
        Queue = run.Tree.IndexOf(job.Job.Queue);
        Demand = PlainPool.DemandOf(run.State, job, resource, tasks);
        Pool = new PlainPool(run.State, run.Tree);
        Victims = [.. orders.Select(order => run.State.Find(order.Victim)!)];
    }

    public JobEntry Job { get; }

    public int Queue { get; }

    public Demand Demand { get; }

    public ValueList<TaskPlacement> Tasks { get; }

    public IReadOnlyList<Preemption> Orders { get; }

    public IReadOnlyList<JobEntry> Victims { get; }

    public PlainPool Pool { get; }

    /// <summary>Jobs that stop already, and are gone by then too.</summary>
    public IEnumerable<JobEntry> Stopping => _run.Running.Where(job => job.Phase == JobPhase.Stopping);

    /// <summary>The preemption that begins with an event; null when none does.</summary>
    public static PlannedPreemption? At(PoolRun run, Plan plan, int index)
    {
        if (plan.Events[index] is not PreemptionOrdered { Preemption: var first }) return null;
        if (index > 0 && plan.Events[index - 1] is PreemptionOrdered before
            && before.Preemption.Beneficiary == first.Beneficiary)
        {
            return null;
        }

        var rest = plan.Events.Skip(index).ToList();
        var orders = rest.OfType<PreemptionOrdered>().Select(ordered => ordered.Preemption)
            .Where(order => order.Beneficiary == first.Beneficiary).ToList();
        var job = run.State.Find(first.Beneficiary)!;
        foreach (var decided in rest)
        {
            if (decided is JobStarted started && started.Id == job.Job.Id)
                return new PlannedPreemption(run, job, orders, started.Resource, started.Tasks);
            if (decided is ReservationMade { Reservation: { IsReclaim: true } promise } && promise.Job == job.Job.Id)
                return new PlannedPreemption(run, job, orders, promise.Resource, promise.Tasks);
        }

        Assert.Fail($"{first.Beneficiary} gets nothing for {orders.Count} stops");
        return null;
    }

    /// <summary>Whether the job would have room in its places if only these were stopped.</summary>
    public bool HasRoom(IEnumerable<JobEntry> stopped)
    {
        var left = _run.State.Room.Copy();
        foreach (var victim in stopped)
        {
            foreach (var task in victim.Tasks) left.Give(victim.Need, task);
        }

        return left.CanTakeAll(TaskNeed.Of(Job.Job.Shape, _run.State.ModelOf(Tasks[0].Node))!.Value, Tasks);
    }

    /// <summary>Whether quotas would allow the job if only these were stopped.</summary>
    public bool HasQuota(IReadOnlyCollection<JobEntry> stopped) =>
        new PlainPool(_run.State, _run.Tree, stopped).Allows(Job.Job, Demand);

    /// <summary>The queue that owes the job its room once these were stopped.</summary>
    public int OwedAt(IReadOnlyCollection<JobEntry> stopped) =>
        new PlainPool(_run.State, _run.Tree, stopped).Use.LevelOwed(Queue, Demand);
}
