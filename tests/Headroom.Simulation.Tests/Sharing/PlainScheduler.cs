using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>
/// The plainest scheduler there is: in order of waiting, whatever fits starts on the first nodes that will do. With
/// preemption, a job that does not fit stops preemptible ones of lower priority until it would.
/// </summary>
internal sealed class PlainScheduler(bool preempts = false) : IPoolScheduler
{
    public string Name => "plain";

    public Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget)
    {
        var room = state.Room.Copy();
        var events = new List<ClusterEvent>();
        var verdicts = new List<Verdict>();
        foreach (var job in state.Queues.SelectMany(queue => queue.Waiting).Order(JobOrders.Waiting))
        {
            if (PlainPlacement.Place(state, room, job) is { } start)
                events.Add(new JobStarted(now, job.Job.Id, start.Resource, start.Tasks));
            else
                verdicts.Add(new Verdict(job.Job.Id, new Hold(HoldReason.NoRoomNow)));
        }

        if (preempts && verdicts.Count > 0 && state.Find(verdicts[0].Job) is { } first)
            events.AddRange(Preemptions(state, room, first, now));

        return new Plan { Events = events, Verdicts = verdicts, Steps = verdicts.Count + events.Count };
    }

    private static List<ClusterEvent> Preemptions(ClusterState state, FleetRoom room, JobEntry beneficiary, long now)
    {
        var orders = new List<ClusterEvent>();
        var running = state.Queues.SelectMany(queue => queue.Running).ToList();
        foreach (var stopping in running.Where(job => job.Phase == JobPhase.Stopping)) Free(room, stopping);
        var victims = running
            .Where(job => job.Phase == JobPhase.Running && job.Job.IsPreemptible)
            .Where(job => job.Job.Priority < beneficiary.Job.Priority)
            .OrderDescending(JobOrders.Running);
        foreach (var victim in victims.Prepend(null))
        {
            if (victim is not null)
            {
                Free(room, victim);
                orders.Add(Order(now, victim, beneficiary));
            }

            if (PlainPlacement.Place(state, room, beneficiary) is not null) return orders;
        }

        return [];
    }

    public static PreemptionOrdered Order(long now, JobEntry victim, JobEntry beneficiary) => new(
        now,
        new Preemption(
            victim.Job.Id, beneficiary.Job.Id, PreemptionRule.Priority, "", "A100",
            new QuotaShare("victim", 0, 0, 0), new QuotaShare("beneficiary", 0, 0, 0), 0));

    private static void Free(FleetRoom room, JobEntry job)
    {
        foreach (var task in job.Tasks) room.Give(job.Need, task);
    }
}
