using System.Data.Common;
using System.Globalization;
using Headroom.Storage.Faults;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Keeping;

/// <summary>Looks whether a store adds up, as of one moment; writers go on meanwhile.</summary>
public static class StoreCheck
{
    /// <summary>Steps that a check reports.</summary>
    public const int Steps = 6;

    /// <summary>Most findings of one rule.</summary>
    public const int FindingsMax = 100;

    private const string WrongCounters =
        """
        SELECT place.tenant, place.queue, place.state, sum(place.counted), sum(place.stored) FROM (
            SELECT tenant, queue, state, count(*) AS counted, 0 AS stored FROM job GROUP BY tenant, queue, state
            UNION ALL SELECT tenant, queue, state, 0, jobs FROM counter) AS place
        GROUP BY place.tenant, place.queue, place.state
        HAVING sum(place.counted) <> sum(place.stored)
        ORDER BY place.tenant, place.queue, place.state
        """;

    private const string WrongTransitions =
        """
        SELECT job.id, job.state, job.version FROM job
        LEFT JOIN job_transition AS last ON last.job = job.id AND last.version = job.version
        WHERE last.state IS NULL OR last.state <> job.state
        ORDER BY job.id
        """;

    internal static IReadOnlyList<CheckFinding> Run(Database database, FleetView fleet, Action<int>? done = null)
    {
        using var connection = database.OpenReader();
        using var transaction = database.BeginRead(connection);
        var steps = 0;
        return
        [
            .. Step(database.Damages(connection, transaction)
                .Select(damage => new CheckFinding(CheckRule.Intact, database.Place, damage))),
            .. Step(Counters(connection, transaction)),
            .. Step(Stretches(connection, transaction)),
            .. Step(Transitions(connection, transaction)),
            .. Step(Sequence(connection, transaction)),
            .. Step(Jobs(connection, transaction, fleet)),
        ];

        IReadOnlyList<CheckFinding> Step(IEnumerable<CheckFinding> found)
        {
            var findings = found.Take(FindingsMax).ToArray();
            done?.Invoke(++steps);
            return findings;
        }
    }

    private static List<CheckFinding> Counters(DbConnection connection, DbTransaction transaction) =>
        connection.Select(transaction, WrongCounters, row => new CheckFinding(
            CheckRule.Counters,
            $"{row.GetString(0)}/{row.GetString(1)}",
            $"{Whole(row, 3)} jobs are {(JobState)row.GetInt64(2)}, and the counter says {Whole(row, 4)}."));

    // PostgreSQL sums whole numbers as decimals.
    private static string Whole(DbDataReader row, int column) =>
        Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    private static List<CheckFinding> Transitions(DbConnection connection, DbTransaction transaction) =>
        connection.Select(transaction, WrongTransitions, row => new CheckFinding(
            CheckRule.Transitions,
            $"job {row.GetInt64(0)}",
            $"It is {(JobState)row.GetInt64(1)}, which is not what transition {row.GetInt64(2)} says."));

    private static IEnumerable<CheckFinding> Stretches(DbConnection connection, DbTransaction transaction)
    {
        Stretch? last = null;
        foreach (var stretch in connection.Select(
            transaction,
            $"SELECT {StretchRows.Columns} FROM run_stretch ORDER BY job, attempt, stretch",
            StretchRows.Read))
        {
            var name = $"job {stretch.Job}, attempt {stretch.Attempt}, stretch {stretch.Number}";
            if (stretch.Ended < stretch.Began)
                yield return new CheckFinding(CheckRule.Stretches, name, "It ends before it begins.");

            if (last?.Job == stretch.Job && (last.Ended is null || last.Ended > stretch.Began))
                yield return new CheckFinding(CheckRule.Stretches, name, "It begins before the one before it has ended.");

            last = stretch;
        }

        foreach (var job in connection.Select(
            transaction,
            "SELECT job.id FROM job LEFT JOIN run_stretch ON run_stretch.job = job.id AND run_stretch.ended IS NULL "
            + "WHERE (run_stretch.job IS NOT NULL) <> (job.state IN (2, 3)) ORDER BY job.id",
            row => row.GetInt64(0)))
        {
            yield return new CheckFinding(
                CheckRule.Stretches, $"job {job}", "It runs and holds nothing, or holds something and does not run.");
        }
    }

    private static IEnumerable<CheckFinding> Sequence(DbConnection connection, DbTransaction transaction)
    {
        var (count, first, last) = connection.Select(
            transaction,
            "SELECT count(*), coalesce(min(seq), 1), coalesce(max(seq), 0) FROM event",
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)))[0];
        var snapshot = connection.Select(
            transaction, "SELECT coalesce(max(seq), 0) FROM snapshot", row => row.GetInt64(0))[0];
        if (count > 0 && count != last - first + 1)
        {
            yield return new CheckFinding(
                CheckRule.Sequence, $"events {first} to {last}", $"Of {last - first + 1} events {count} are there.");
        }

        if (count > 0 && first > snapshot + 1)
        {
            yield return new CheckFinding(
                CheckRule.Sequence, $"event {snapshot + 1}", "It is missing, and no snapshot makes up for it.");
        }
    }

    private static IEnumerable<CheckFinding> Jobs(DbConnection connection, DbTransaction transaction, FleetView fleet)
    {
        RecoveredState recovered;
        try
        {
            recovered = Recovery.Read(connection, transaction, fleet);
        }
        catch (StoreException fault)
        {
            return [new CheckFinding(CheckRule.Events, "state", fault.Message)];
        }

        return JobCheck.Findings(connection, transaction, recovered.State, fleet);
    }
}
