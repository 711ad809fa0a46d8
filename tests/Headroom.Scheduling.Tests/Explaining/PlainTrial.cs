using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Scheduling.Explaining;

namespace Headroom.Scheduling.Tests.Explaining;

/// <summary>
/// Runs one cycle with a job changed, on a state built from nothing and by a scheduler that has seen nothing.
/// </summary>
internal static class PlainTrial
{
    private static readonly JobId Id = new(1_000_000);

    /// <summary>The job is cancelled in the end and submitted anew.</summary>
    public static StartEffect Resubmitted(BusyPool world, Job job, JobEdit edit)
    {
        var state = world.Replay();
        Assert.Null(state.Apply(new JobCancelled(state.Now, job.Id)));
        return Submitted(world, state, Edited(job, edit));
    }

    /// <summary>A job that was never submitted comes in the end.</summary>
    public static StartEffect Submitted(BusyPool world, Job job, JobEdit edit) =>
        Submitted(world, world.Replay(), Edited(job, edit));

    /// <summary>
    /// The job comes changed in the first place, under its own id; what was promised to it is left out.
    /// </summary>
    public static StartEffect AtSubmission(BusyPool world, Job job, JobEdit edit)
    {
        var events = world.Events.Where(happened => !IsAbout(happened, job.Id))
            .Select(happened => happened is JobSubmitted { At: var at, Job.Id: var id } && id == job.Id
                ? new JobSubmitted(at, Edited(job, edit))
                : happened);
        return Decide(world, world.Replay(events), job.Id);
    }

    /// <summary>
    /// Whether what happened so far would have happened with the job changed too, by what is on record.
    /// </summary>
    public static bool MayChangeAtSubmission(BusyPool world, Job job) =>
        world.Events.OfType<JobStarted>().All(started => started.Id != job.Id)
        && world.Events.OfType<PreemptionOrdered>().All(order => order.Preemption.Beneficiary != job.Id)
        && world.Events.OfType<JobSubmitted>().All(other =>
            other.Job.After.All(dependency => dependency.Job != job.Id)
            && (other.Job.Id == job.Id || other.Job.SubmittedMilliseconds != job.SubmittedMilliseconds));

    private static StartEffect Submitted(BusyPool world, ClusterState state, Job job)
    {
        Assert.Null(state.Apply(new JobSubmitted(state.Now, job with { Id = Id })));
        return Decide(world, state, Id);
    }

    private static StartEffect Decide(BusyPool world, ClusterState state, JobId id)
    {
        var plan = new PoolScheduler().Decide(state, world.Tree(), world.Now, BusyPool.StepBudget);
        foreach (var decided in plan.Events) Assert.Null(state.Apply(decided));
        if (state.Find(id) is { Phase: JobPhase.Running }) return StartEffect.StartsNow;

        return plan.Events.Any(decided => decided is PreemptionOrdered order && order.Preemption.Beneficiary == id)
            ? StartEffect.StartsWhenStopped
            : StartEffect.Waits;
    }

    private static Job Edited(Job job, JobEdit edit)
    {
        var shape = job.Shape;
        return edit switch
        {
            Anew or Wait => job,
            LooserTopology looser =>
                job with { Shape = shape with { Topology = new TopologyWish(looser.Level, true) } },
            OtherModel other =>
                job with { Shape = shape with { Chips = [.. shape.Chips, new ChipChoice(other.Model)] } },
            OtherRegion other => job with { Shape = shape with { Regions = [.. shape.Regions, other.Region] } },
            OtherCluster other => job with { Shape = shape with { Clusters = [.. shape.Clusters, other.Cluster] } },
            Preemptible => job with { IsPreemptible = true },
            AtOnce => job with { NotBeforeMilliseconds = 0, StartByMilliseconds = null },
            ShorterLimit shorter => job with { TimeLimitMilliseconds = shorter.Milliseconds },
            HigherPriority higher => job with { Priority = higher.Priority },
            OtherQueue other => job with { Queue = other.Queue },
            FewerTasks fewer when shape.IsElastic => job with { Shape = shape with { TaskCountMin = fewer.TaskCount } },
            FewerTasks fewer => job with { Shape = shape with { TaskCount = fewer.TaskCount, TaskCountMin = 0 } },
            FewerGpus fewer => job with { Shape = shape with { GpuCount = fewer.GpuCount } },
            SmallerPart smaller => job with
            {
                Shape = shape with
                {
                    GpuMilli = smaller.GpuMilli,
                    GpuMemoryMiB = (shape.GpuMemoryMiB * smaller.GpuMilli + shape.GpuMilli - 1) / shape.GpuMilli,
                },
            },
            FewerCores fewer => job with { Shape = shape with { CpuMillicores = fewer.CpuMillicores } },
            LessMemory less => job with { Shape = shape with { MemoryMiB = less.MemoryMiB } },
            _ => throw new InvalidOperationException($"No rule for {edit}."),
        };
    }

    private static bool IsAbout(ClusterEvent happened, JobId job) => happened switch
    {
        ReservationMade made => made.Reservation.Job == job,
        ReservationDropped dropped => dropped.Id == job,
        ClaimOpened opened => opened.Id == job,
        ClaimClosed closed => closed.Id == job,
        _ => false,
    };
}
