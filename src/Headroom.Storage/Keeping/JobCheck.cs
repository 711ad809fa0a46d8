using System.Data.Common;
using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Keeping;

/// <summary>Holds stored jobs against the state that events add up to.</summary>
internal static class JobCheck
{
    private const string Jobs =
        """
        SELECT job.id, job.queue, job.state, job.attempts, job.chip, job.started, held.milli
        FROM job LEFT JOIN run_stretch AS held ON held.job = job.id AND held.ended IS NULL
        ORDER BY job.id
        """;

    public static IEnumerable<CheckFinding> Findings(
        DbConnection connection, DbTransaction transaction, ClusterState state, FleetView fleet)
    {
        var live = 0;
        foreach (var row in connection.Select(transaction, Jobs, Read))
        {
            if (state.Find(row.Id) is not { } job)
            {
                if (Ended(row, state.OutcomeOf(row.Id)) is { } fault) yield return Of(row.Id, fault);
                continue;
            }

            live++;
            if (Live(row, job, fleet) is { } difference) yield return Of(row.Id, difference);
        }

        if (live != state.LiveCount)
        {
            yield return new CheckFinding(
                CheckRule.Jobs, "jobs", $"By events {state.LiveCount} have not ended, and {live} of them are stored.");
        }
    }

    private static string? Ended(Row row, bool? outcome) => outcome switch
    {
        null => "Events do not know it.",
        true => row.State == JobState.Succeeded ? null : $"By events it succeeded, and it is stored as {row.State}.",
        false => row.State is JobState.Failed or JobState.Cancelled
            ? null
            : $"By events it ended without success, and it is stored as {row.State}.",
    };

    private static string? Live(Row row, JobEntry job, FleetView fleet)
    {
        var state = StateOf(job.Phase);
        if (row.State != state) return $"By events it is {state}, and it is stored as {row.State}.";
        if (row.Queue != job.Queue.Name) return $"By events it is in queue {job.Queue.Name}, not {row.Queue}.";

        var isHolding = state is JobState.Running or JobState.Stopping;
        var attempts = job.Preemptions + (isHolding ? 1 : 0);
        if (row.Attempts != attempts) return $"By events it was started {attempts} times, not {row.Attempts}.";
        if (!isHolding) return null;
        if (row.Started != job.StartedAt) return $"By events it started at {job.StartedAt}, not {row.Started}.";
        if (row.Milli != job.MilliHeld) return $"By events it holds {job.MilliHeld} thousandths, not {row.Milli}.";

        var chip = fleet.Resources[job.Resource];
        return row.Chip == chip ? null : $"By events it holds {chip}, not {row.Chip}.";
    }

    private static JobState StateOf(JobPhase phase) => phase switch
    {
        JobPhase.Waiting => JobState.Waiting,
        JobPhase.Held => JobState.Held,
        JobPhase.Running => JobState.Running,
        JobPhase.Stopping => JobState.Stopping,
        _ => throw new InvalidOperationException($"A job that has not ended is {phase}."),
    };

    private static CheckFinding Of(JobId id, string problem) => new(CheckRule.Jobs, $"job {id}", problem);

    private static Row Read(DbDataReader row) => new(
        new JobId(row.GetInt64(0)),
        row.GetString(1),
        (JobState)row.GetInt64(2),
        row.GetInt64(3),
        row.GetString(4),
        row.Number(5),
        row.Number(6));

    private sealed record Row(
        JobId Id, string Queue, JobState State, long Attempts, string Chip, long? Started, long? Milli);
}
