using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Reading;

/// <summary>
/// Events as those see them who look at jobs: with tenant, queue and version, which events do not carry. Thread-safe.
/// </summary>
public sealed class ChangeLog
{
    private readonly Database _database;
    private readonly EventLog _events;

    internal ChangeLog(Database database, EventLog events) => (_database, _events) = (database, events);

    /// <summary>The changes after a number, the next ones first.</summary>
    /// <param name="after">Number of the last event that is known; 0 for none.</param>
    /// <param name="count">How many events at most, 1 to <see cref="EventLog.CountMax"/>.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<ChangePage> AfterAsync(long after, int count, CancellationToken cancellation = default)
    {
        var events = await _events.AfterAsync(after, count, cancellation);
        if (events.Count == 0) return new ChangePage([], null, after);

        var steps = await StepsAsync(events, cancellation);
        return new ChangePage(
            [.. events.Select(stored => ChangeOf(stored, steps)).OfType<StoredChange>()],
            events[0].Sequence,
            events[^1].Sequence);
    }

    private static StoredChange? ChangeOf(StoredEvent stored, Dictionary<long, Queue<Step>> steps)
    {
        var (sequence, happened) = stored;
        return happened switch
        {
            NodeChanged node => new StoredChange.Node(sequence, node.At, node.Node, node.Status),
            FairnessChanged rules => new StoredChange.Policy(sequence, rules.At),
            { At: var at } when Standing(happened) is var (id, state) => JobChange(sequence, at, id, state, steps),
            _ => null,
        };
    }

    // Each change of a state is one row, in the order of the events. A job that was removed meanwhile has none.
    private static StoredChange.Job? JobChange(
        long sequence, long at, JobId id, JobState state, Dictionary<long, Queue<Step>> steps)
    {
        if (!steps.TryGetValue(id.Value, out var left)) return null;

        while (left.TryDequeue(out var step))
        {
            if (step.At == at && step.State == state)
                return new StoredChange.Job(sequence, at, id, step.Tenant, step.Queue, state, step.Version);
        }

        return null;
    }

    private static (JobId Id, JobState State)? Standing(ClusterEvent happened) => happened switch
    {
        JobSubmitted submitted => (submitted.Job.Id, JobState.Waiting),
        JobHeld held => (held.Id, JobState.Held),
        JobReleased released => (released.Id, JobState.Waiting),
        JobCancelled cancelled => (cancelled.Id, JobState.Cancelled),
        JobStarted started => (started.Id, JobState.Running),
        JobResized resized => (resized.Id, JobState.Running),
        JobFinished finished => (finished.Id, finished.Succeeded ? JobState.Succeeded : JobState.Failed),
        PreemptionOrdered ordered => (ordered.Preemption.Victim, JobState.Stopping),
        JobStopped stopped => (stopped.Id, JobState.Waiting),
        _ => null,
    };

    private async Task<Dictionary<long, Queue<Step>>> StepsAsync(
        IReadOnlyList<StoredEvent> events, CancellationToken cancellation)
    {
        var ids = events.Select(stored => Standing(stored.Event)?.Id.Value).OfType<long>().ToHashSet();
        if (ids.Count == 0) return [];

        // Numbers as they are: no statement has room for so many parameters.
        var list = string.Join(',', ids.Order().Select(id => id.ToString(CultureInfo.InvariantCulture)));
        var rows = await _database.SelectAsync(
            "SELECT job.id, job.tenant, job.queue, job_transition.version, job_transition.at, job_transition.state "
            + "FROM job JOIN job_transition ON job_transition.job = job.id "
            + $"WHERE job.id IN ({list}) AND job_transition.at >= @from AND job_transition.at <= @to "
            + "ORDER BY job.id, job_transition.version",
            row => (Job: row.GetInt64(0), Step: new Step(
                row.GetString(1), row.GetString(2), (int)row.GetInt64(3), row.GetInt64(4), (JobState)row.GetInt64(5))),
            [("from", events[0].Event.At), ("to", events[^1].Event.At)],
            cancellation);
        return rows.GroupBy(row => row.Job, row => row.Step).ToDictionary(job => job.Key, job => new Queue<Step>(job));
    }

    private sealed record Step(string Tenant, string Queue, int Version, long At, JobState State);
}
