using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Engines.Contract;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage.Jobs;
using RunId = Headroom.Storage.Jobs.RunId;

namespace Headroom.Server.Commands;

/// <summary>
/// What engines say. Anything may come twice, late or out of order: only a word about the attempt that a job is in
/// counts.
/// </summary>
internal static class RunReports
{
    /// <summary>Longest sentence of an engine that is kept.</summary>
    private const int DetailMax = 2_000;

    /// <summary>An engine has all tasks of a run.</summary>
    public static bool Sent(Turn turn, RunId run)
    {
        turn.Acknowledge(run, Messages.StartKind);
        if (Current(turn, run) is null) return false;

        turn.Add(new AttemptReport(run, AttemptState.Sent, turn.Now));
        return true;
    }

    /// <summary>An engine will never run a run.</summary>
    public static bool Refused(Turn turn, RunId run, string sentence)
    {
        turn.Acknowledge(run, Messages.StartKind);
        if (Current(turn, run) is not { } job) return false;

        End(turn, run, job, isSuccess: false, exit: null, sentence, wasStopped: false);
        return true;
    }

    /// <summary>An engine has stopped a run, or is bound to.</summary>
    public static bool Stopped(Turn turn, RunId run)
    {
        turn.Acknowledge(run, Messages.StopKind);
        return true;
    }

    /// <summary>A task of a run stands so.</summary>
    public static bool Reported(Turn turn, TaskRun task, RunState state)
    {
        if (Current(turn, task.Run) is not { } job || task.Task >= job.Tasks.Count) return false;
        if (state is RunEnded { Ending: var ending }) return Ended(turn, task, job, ending);

        if (state is RunRunning && task.Task == 0)
            turn.Add(new AttemptReport(task.Run, AttemptState.Running, turn.Now, task.Name.Text));

        return true;
    }

    private static bool Ended(Turn turn, TaskRun task, JobEntry job, RunEnding ending)
    {
        if (!turn.State.Endings.TryGetValue(task.Run, out var endings))
            turn.State.Endings.Add(task.Run, endings = new TaskEndings(job.Tasks.Count));

        endings.Add(task.Task, ending);
        if (endings.AreAll)
        {
            var worst = endings.Worst;
            End(
                turn, task.Run, job, worst.IsSuccess, worst.ExitCode, worst.Sentence,
                wasStopped: worst.Cause == EndCause.Stopped);
        }
        else if (!ending.IsSuccess)
        {
            // A gang is whole or not at all.
            turn.Tell(Messages.Stop(task.Run, turn.Now));
        }

        return true;
    }

    private static void End(
        Turn turn, RunId run, JobEntry job, bool isSuccess, int? exit, string sentence, bool wasStopped)
    {
        var isCancelled = turn.State.Cancelling.Remove(run);
        turn.State.Endings.Remove(run);
        foreach (var kind in (string[])[Messages.StartKind, Messages.StopKind, Messages.CancelKind])
            turn.Acknowledge(run, kind);

        var detail = sentence.Length > DetailMax ? sentence[..DetailMax] : sentence;
        turn.Add(new AttemptReport(run, AttemptState.Ended, turn.Now, Exit: exit, Detail: detail));
        turn.Certain(isCancelled ? new JobCancelled(turn.Now, job.Job.Id)
            : job.Phase == JobPhase.Stopping && wasStopped ? new JobStopped(turn.Now, job.Job.Id)
            : new JobFinished(turn.Now, job.Job.Id, isSuccess));
    }

    private static JobEntry? Current(Turn turn, RunId run) =>
        turn.State.Cluster.Find(run.Job) is { Phase: JobPhase.Running or JobPhase.Stopping } job && RunId.Of(job) == run
            ? job
            : null;
}
