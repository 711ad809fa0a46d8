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
        return Found(turn, run);
    }

    /// <summary>An engine that could not say whether it has a run says that it has.</summary>
    public static bool Found(Turn turn, RunId run)
    {
        if (Current(turn, run) is null) return false;

        turn.Add(new AttemptReport(run, AttemptState.Sent, turn.Now));
        return true;
    }

    /// <summary>An engine cannot say whether it has a run that was sent.</summary>
    public static bool Doubted(Turn turn, RunId run)
    {
        if (Current(turn, run) is null) return false;

        turn.Add(new AttemptReport(run, AttemptState.Unknown, turn.Now));
        return true;
    }

    /// <summary>An engine will never run a run.</summary>
    public static bool Refused(Turn turn, RunId run, string sentence)
    {
        turn.Acknowledge(run, Messages.StartKind);
        if (Current(turn, run) is not { } job) return false;

        End(turn, run, job, new Outcome(sentence));
        return true;
    }

    /// <summary>An engine proves that it does not have a run that was sent, and nothing of it runs.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="run">The run.</param>
    /// <param name="mayRetry">Whether the job may be started again.</param>
    public static bool Gone(Turn turn, RunId run, bool mayRetry)
    {
        if (Current(turn, run) is not { } job) return false;

        End(turn, run, job, new Outcome("Its engine does not know it any more.") { IsLost = true, MayRetry = mayRetry });
        return true;
    }

    /// <summary>An engine has stopped a run, or is bound to.</summary>
    public static bool Stopped(Turn turn, RunId run)
    {
        turn.Acknowledge(run, Messages.StopKind);
        return true;
    }

    /// <summary>A task of a run stands so.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="task">The task.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="mayRetry">Whether the job may be started again when its run was lost.</param>
    public static bool Reported(Turn turn, TaskRun task, RunState state, bool mayRetry)
    {
        if (Current(turn, task.Run) is not { } job || task.Task >= job.Tasks.Count) return false;
        KeepWait(turn, task.Run, state);
        if (state is RunEnded { Ending: var ending }) return Ended(turn, task, job, ending, mayRetry);

        if (state is RunRunning && task.Task == 0)
            turn.Add(new AttemptReport(task.Run, AttemptState.Running, turn.Now, task.Name.Text));

        return true;
    }

    private static void KeepWait(Turn turn, RunId run, RunState state)
    {
        if (state is RunAccepted { Waits: { Length: > 0 } why }) turn.State.EngineWaits[run] = why;
        else turn.State.EngineWaits.Remove(run);
    }

    private static bool Ended(Turn turn, TaskRun task, JobEntry job, RunEnding ending, bool mayRetry)
    {
        if (!turn.State.Endings.TryGetValue(task.Run, out var endings))
            turn.State.Endings.Add(task.Run, endings = new TaskEndings(job.Tasks.Count));

        endings.Add(task.Task, ending);
        if (endings.AreAll)
        {
            var worst = endings.Worst;
            // What could not be done as ordered is for whoever looks at the job.
            End(turn, task.Run, job, new Outcome(string.Join(' ', worst.Warnings.Prepend(worst.Sentence)))
            {
                CpuMilliseconds = endings.CpuMilliseconds,
                PeakBytes = endings.PeakBytes,
                RanUntil = turn.State.Absence?.ChargedUntil(endings.EndedAt),
                IsSuccess = worst.IsSuccess,
                Exit = worst.ExitCode,
                WasStopped = worst.Cause == EndCause.Stopped,
                IsLost = worst.Cause == EndCause.Lost,
                MayRetry = mayRetry,
            });
        }
        else if (!ending.IsSuccess)
        {
            // A gang is whole or not at all.
            turn.Tell(Messages.Stop(turn.State.Cluster, job, turn.Now));
        }

        return true;
    }

    private static void End(Turn turn, RunId run, JobEntry job, Outcome outcome)
    {
        var isCancelled = turn.State.Cancelling.Remove(run);
        turn.State.Endings.Remove(run);
        turn.State.EngineWaits.Remove(run);
        foreach (var kind in (string[])[Messages.StartKind, Messages.StopKind, Messages.CancelKind])
            turn.Acknowledge(run, kind);

        var detail = outcome.Sentence.Length > DetailMax ? outcome.Sentence[..DetailMax] : outcome.Sentence;
        turn.Add(new AttemptReport(run, AttemptState.Ended, turn.Now, Exit: outcome.Exit, Detail: detail)
        {
            CpuMilliseconds = outcome.CpuMilliseconds,
            PeakBytes = outcome.PeakBytes,
            RanUntil = outcome.RanUntil,
        });
        if (isCancelled)
        {
            turn.Certain(new JobCancelled(turn.Now, job.Job.Id));
        }
        else if (job.Phase == JobPhase.Stopping && (outcome.WasStopped || outcome.IsLost))
        {
            turn.Certain(new JobStopped(turn.Now, job.Job.Id));
        }
        else if (outcome is { IsLost: true, MayRetry: true })
        {
            turn.Certain(new StopOrdered(turn.Now, job.Job.Id, StopCause.Lost));
            turn.Certain(new JobStopped(turn.Now, job.Job.Id));
        }
        else
        {
            turn.Certain(new JobFinished(turn.Now, job.Job.Id, outcome.IsSuccess));
        }
    }

    private static JobEntry? Current(Turn turn, RunId run) =>
        turn.State.Cluster.Find(run.Job) is { Phase: JobPhase.Running or JobPhase.Stopping } job && RunId.Of(job) == run
            ? job
            : null;

    /// <summary>How a run ended, and what follows.</summary>
    private sealed record Outcome(string Sentence)
    {
        public bool IsSuccess { get; init; }

        public int? Exit { get; init; }

        public bool WasStopped { get; init; }

        public bool IsLost { get; init; }

        public bool MayRetry { get; init; }

        public long? CpuMilliseconds { get; init; }

        public long? PeakBytes { get; init; }

        public long? RanUntil { get; init; }
    }
}
