using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage.Access;
using Headroom.Storage.Jobs;

namespace Headroom.Server.Commands;

/// <summary>What people may do to a job once it is there.</summary>
internal static class JobCommands
{
    /// <summary>
    /// Ends a job: at once when it waits, else when its engine has stopped it. One that has ended stays so.
    /// </summary>
    public static JobId Cancel(Turn turn, Bearer bearer, JobId id)
    {
        if (turn.State.Cluster.Find(id) is not { } job) return id;

        if (job.Phase is JobPhase.Waiting or JobPhase.Held)
        {
            turn.Certain(new JobCancelled(turn.Now, id));
        }
        else if (turn.State.Cancelling.Add(RunId.Of(job)))
        {
            turn.Tell(Messages.Cancel(turn.State.Cluster, job, turn.Now));
        }

        return Audited(turn, bearer, "job.cancel", id);
    }

    /// <summary>Keeps a waiting job where it is.</summary>
    public static JobId Hold(Turn turn, Bearer bearer, JobId id)
    {
        if (Find(turn, id).Phase == JobPhase.Held) return id;

        Change(turn, new JobHeld(turn.Now, id), "holds", "waits");
        return Audited(turn, bearer, "job.hold", id);
    }

    /// <summary>Lets a held job go on.</summary>
    public static JobId Release(Turn turn, Bearer bearer, JobId id)
    {
        if (Find(turn, id).Phase == JobPhase.Waiting) return id;

        Change(turn, new JobReleased(turn.Now, id), "releases", "is held");
        return Audited(turn, bearer, "job.release", id);
    }

    private static JobEntry Find(Turn turn, JobId id) =>
        turn.State.Cluster.Find(id)
        ?? throw new Refusal(RefusalKind.Conflict, $"Job {id} has ended", "submit it again if it shall run again");

    private static void Change(Turn turn, ClusterEvent change, string verb, string state)
    {
        if (turn.Try(change) is not { } refused) return;

        throw new Refusal(
            RefusalKind.Conflict, $"A job that does not {state} cannot be changed so ({refused})",
            $"only one that {state} can; who {verb} a running job cancels it");
    }

    private static JobId Audited(Turn turn, Bearer bearer, string action, JobId id)
    {
        turn.Add(new AuditEntry(turn.Now, bearer.Name, action, id.ToString()));
        return id;
    }
}
