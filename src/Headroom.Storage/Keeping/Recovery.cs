using System.Data.Common;
using Headroom.Cluster.State;
using Headroom.Storage.Events;
using Headroom.Storage.Faults;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Keeping;

/// <summary>A state as it is stored.</summary>
/// <param name="State">The state.</param>
/// <param name="Sequence">Number of the last event that it knows of; 0 for none.</param>
public sealed record RecoveredState(ClusterState State, long Sequence);

/// <summary>Makes the state anew from the last snapshot and the events after it.</summary>
internal static class Recovery
{
    public static RecoveredState Read(DbConnection connection, DbTransaction transaction, FleetView fleet)
    {
        var snapshot = SnapshotBook.Load(connection, transaction);
        var state = snapshot is { } known ? new ClusterState(fleet.Fleet, known.Image) : new ClusterState(fleet.Fleet);
        var sequence = snapshot?.Sequence ?? 0;
        var codec = new EventCodec(fleet.Resources);
        using var command = connection.Command(
            transaction,
            "SELECT seq, at, kind, payload FROM event WHERE seq > @after ORDER BY seq",
            ("after", sequence));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var next = reader.GetInt64(0);
            if (next != sequence + 1) throw Damaged($"Event {sequence + 1} is missing");

            var happened = codec.Decode(reader.GetInt64(1), (int)reader.GetInt64(2), reader.Bytes(3));
            if (state.Apply(happened) is { } refusal) throw Damaged($"Event {next} cannot have happened: {refusal}");

            sequence = next;
        }

        return new RecoveredState(state, sequence);
    }

    private static StoreException Damaged(string problem) =>
        new(StoreFault.Damaged, problem, "restore the last backup to an empty store");
}
