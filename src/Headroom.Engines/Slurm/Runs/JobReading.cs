using Headroom.Engines.Contract;
using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm.Runs;

/// <summary>Tells in our words how a job of Slurm ended.</summary>
internal static class JobReading
{
    private const int Kill = 9;
    private const int Terminate = 15;

    /// <summary>How a run ended whose job has.</summary>
    public static RunEnding Ending(OpenRun run, SlurmJob job, DateTimeOffset now)
    {
        var hasStarted = job.Nodes.Length > 0;
        var (cause, sentence) = CauseOf(run, job, hasStarted);
        var startedAt = hasStarted ? run.StartedAt ?? job.StartedAt : null;
        var endedAt = job.EndedAt is { } at && at <= now ? at : now;
        if (endedAt < startedAt) endedAt = startedAt.Value;
        var isKnown = hasStarted && cause != EndCause.Lost;
        return new RunEnding
        {
            Cause = cause,
            Sentence = sentence,
            ExitCode = isKnown && SignalOf(job) is null ? job.ExitCode : null,
            Signal = isKnown ? SignalOf(job) : null,
            StartedAt = startedAt,
            EndedAt = endedAt,
            WallTime = endedAt - startedAt,
            OutputBytes = Length(run.Files.Log(LogStream.Output)),
            ErrorBytes = Length(run.Files.Log(LogStream.Error)),
        };
    }

    /// <summary>How a run ended whose job Slurm took off its node and queued again, which was undone.</summary>
    public static RunEnding Requeued(OpenRun run, SlurmJob job, DateTimeOffset now)
    {
        var ending = Ending(run, job with { Nodes = "?", State = "REQUEUED", EndedAt = now }, now);
        return job.WaitStatus == 0
            ? ending with
            {
                Cause = EndCause.Lost,
                ExitCode = null,
                Sentence = "Slurm took it off its node to run it again.",
            }
            : ending;
    }

    /// <summary>How a run ended of which Slurm knows nothing any more.</summary>
    public static RunEnding Lost(OpenRun run, DateTimeOffset now) => new()
    {
        Cause = EndCause.Lost,
        Sentence = $"Slurm does not know its job {run.Record?.JobId} any more.",
        StartedAt = run.StartedAt,
        EndedAt = now,
        WallTime = now - run.StartedAt,
    };

    private static (EndCause Cause, string Sentence) CauseOf(OpenRun run, SlurmJob job, bool hasStarted)
    {
        if (job.State is "NODE_FAIL" or "BOOT_FAIL") return (EndCause.Lost, $"Its node {job.Nodes} failed.");
        if (job.State == "OUT_OF_MEMORY") return (EndCause.OutOfMemory, "It used more memory than it may.");
        if (run.Stop is { Cause: EndCause.TimeLimit } || job.State is "TIMEOUT" or "DEADLINE")
            return (EndCause.TimeLimit, "It was stopped at its time limit.");

        if (run.Stop is not null)
            return (EndCause.Stopped, hasStarted ? "It was stopped." : "It was stopped before it had started.");

        if (job.State is "PREEMPTED" or "REVOKED") return (EndCause.Lost, "Slurm took its node for a job of others.");
        if (job.State == "CANCELLED") return (EndCause.Stopped, "Someone cancelled its job on the cluster.");

        return job.Signal is { } signal
            ? (EndCause.Signalled, $"Signal {signal} ended it.")
            : (EndCause.Exited, $"It ended with exit code {job.ExitCode}.");
    }

    // Of a job that was cancelled Slurm may not tell the signal: it was one of these.
    private static int? SignalOf(SlurmJob job) =>
        job.Signal ?? (job.State is "CANCELLED" or "PREEMPTED" && job.WaitStatus == 0 ? Kill
            : job.State == "TIMEOUT" && job.WaitStatus == 0 ? Terminate
            : null);

    private static long? Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : null;
}
