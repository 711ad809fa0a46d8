using System.Globalization;
using System.Text.Json;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage.Access;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;

namespace Headroom.Server.Commands;

/// <summary>A wish that a job be run again, fulfilled once however often it is sent.</summary>
/// <param name="Job">The job as it is stored.</param>
/// <param name="Asked">Who asks, and by which key.</param>
internal sealed record Requeue(JobDetails Job, RepeatableRequest Asked)
{
    /// <summary>Stops a job that runs so that it waits again; submits one that has ended anew.</summary>
    public Requeued Run(Turn turn)
    {
        if (Asked.Answered<Requeued>(turn) is { } known) return known;

        var id = Job.Job.Id;
        var answer = turn.State.Cluster.Find(id) is { } job ? Stop(turn, job) : Again(turn);
        turn.Add(new AuditEntry(turn.Now, Asked.Bearer.Name, "job.requeue", id.ToString(), $"as {answer.As}"));
        return Asked.Keep(turn, StatusCodes.Status200OK, answer);
    }

    private static Requeued Stop(Turn turn, JobEntry job)
    {
        var id = job.Job.Id;
        if (job.Phase is JobPhase.Running or JobPhase.Stopping && turn.State.Cancelling.Contains(RunId.Of(job)))
        {
            throw new Refusal(
                RefusalKind.Conflict, $"Job {id} is being cancelled", "requeue it when it has ended");
        }

        if (job.Phase == JobPhase.Running)
        {
            turn.Certain(new StopOrdered(turn.Now, id, StopCause.Requeued));
            turn.Tell(Messages.Stop(turn.State.Cluster, job, turn.Now));
        }

        return new Requeued(id.Value, id.Value, StateOf(job.Phase));
    }

    private Requeued Again(Turn turn)
    {
        var request = JsonSerializer.Deserialize<JobRequest>(Job.Text, ApiJson.Options)!;
        var made = new Submission(Anew(request, turn.Now), RepeatableRequest.Once(Asked.Bearer)).Run(turn);
        return new Requeued(Job.Job.Id.Value, made.First, JobStatus.Waiting);
    }

    // Of an array only this one is made again, and is told the number that it had.
    private JobRequest Anew(JobRequest request, long now)
    {
        var environment = new SortedDictionary<string, string>(
            request.Environment.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        if (request.ArrayFirst is { } first)
        {
            environment.TryAdd(
                "HEADROOM_ARRAY_INDEX", (Job.Job.Id.Value - first).ToString(CultureInfo.InvariantCulture));
        }

        return request with
        {
            Array = 1,
            ArrayRunningMax = 0,
            ArrayFirst = null,
            Environment = environment,
            StartBy = request.StartBy * 1000 > now ? request.StartBy : null,
        };
    }

    private static JobStatus StateOf(JobPhase phase) => phase switch
    {
        JobPhase.Held => JobStatus.Held,
        JobPhase.Waiting => JobStatus.Waiting,
        _ => JobStatus.Stopping,
    };
}
