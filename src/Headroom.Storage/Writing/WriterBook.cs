using System.Data.Common;
using Headroom.Storage.Events;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Writing;

/// <summary>What the writer knows of the database: as of the last commit, in its thread alone.</summary>
internal sealed class WriterBook(FleetView fleet, JobBook jobs)
{
    private EventCodec _codec = new(fleet.Resources);

    public FleetView Fleet => fleet;

    public JobBook Jobs => jobs;

    /// <summary>Another one once the fleet has grown: indexes of resources may have moved.</summary>
    public EventCodec Codec => ReferenceEquals(_codec.Resources, fleet.Resources)
        ? _codec
        : _codec = new EventCodec(fleet.Resources);

    /// <summary>Number of the last event.</summary>
    public long Sequence { get; set; }

    /// <summary>Number of the last audit entry.</summary>
    public long Audit { get; set; }

    /// <summary>Commits that the database counts.</summary>
    public long Commits { get; set; }

    public static WriterBook Load(DbConnection connection, DbTransaction transaction, FleetView fleet, Lead lead) =>
        new(fleet, JobBook.Load(connection, transaction))
        {
            Commits = lead.Commits(connection, transaction),
            // A snapshot outlives the events before it.
            Sequence = connection.Select(
                transaction,
                "SELECT coalesce(max(seq), 0) FROM (SELECT max(seq) AS seq FROM event "
                + "UNION ALL SELECT max(seq) FROM snapshot) AS numbers",
                row => row.GetInt64(0))[0],
            Audit = connection.Select(transaction, "SELECT coalesce(max(id), 0) FROM audit", row => row.GetInt64(0))[0],
        };
}
