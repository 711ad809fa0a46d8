using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm.Runs;

/// <summary>Carries a stop forward: what is due by now and was not sent yet.</summary>
internal sealed class StopDrive(ISlurmCalls calls, TimeProvider clock)
{
    private const int Kill = 9;
    private const int Terminate = 15;

    // What was sent may not have arrived.
    private static readonly TimeSpan KillAgain = TimeSpan.FromSeconds(10);

    /// <summary>Which step is due.</summary>
    public static StopStep Due(RunStop stop, DateTimeOffset now)
    {
        var since = now - stop.At;
        if (stop.Rules.Checkpoint is not null)
        {
            if (since < stop.Rules.CheckpointWait) return StopStep.Checkpoint;

            since -= stop.Rules.CheckpointWait;
        }

        return since < stop.Rules.Grace ? StopStep.Terminate : StopStep.Kill;
    }

    /// <summary>Does what is due for a job that has not ended.</summary>
    public async Task DriveAsync(OpenRun run, SlurmJob job, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (job.IsWaiting)
        {
            if (now - run.CancelledAt <= KillAgain) return;

            await calls.CancelAsync(job, onlyWaiting: true, cancellation);
            run.CancelledAt = now;
            return;
        }

        var due = Due(run.Stop!, now);
        if (due == run.Driven && !(due == StopStep.Kill && now - run.DrivenAt > KillAgain)) return;

        var signal = due switch
        {
            StopStep.Checkpoint => (int)run.Stop!.Rules.Checkpoint!,
            StopStep.Terminate => Terminate,
            _ => Kill,
        };
        var isGang = run.Order?.Tasks.Count > 1;
        await calls.SignalAsync(job, signal, toAll: due != StopStep.Checkpoint || isGang, cancellation);
        (run.Driven, run.DrivenAt) = (due, now);
    }
}
