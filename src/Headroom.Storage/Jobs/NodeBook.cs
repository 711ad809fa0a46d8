using System.Data.Common;
using Headroom.Cluster.Fleets;
using Headroom.Storage.Faults;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Jobs;

/// <summary>
/// Events name nodes by index: the names behind the indexes are kept, so that another fleet is found out.
/// </summary>
internal static class NodeBook
{
    private static readonly Bulk Insert = new(
        BulkKind.Insert,
        "node",
        1,
        ("position", ColumnType.Number),
        ("name", ColumnType.Text),
        ("chip", ColumnType.Text));

    /// <summary>Compares a fleet with the stored one, and adds what is new at its end.</summary>
    public static void Keep(Database database, DbConnection connection, Fleet fleet)
    {
        using var transaction = database.Begin(connection);
        Keep(database, connection, transaction, fleet);
        transaction.Commit();
    }

    /// <summary>The same within a transaction.</summary>
    /// <exception cref="StoreException">It is another fleet: stored nodes are gone or have changed.</exception>
    public static void Keep(Database database, DbConnection connection, DbTransaction transaction, Fleet fleet)
    {
        var known = connection.Select(
            transaction,
            "SELECT name, chip FROM node ORDER BY position",
            row => (Name: row.GetString(0), Chip: row.GetString(1)));
        for (var index = 0; index < known.Count; index++)
        {
            if (index >= fleet.Nodes.Count) throw Other(index, known[index].Name, "is gone");
            if (fleet.Nodes[index].Name != known[index].Name)
                throw Other(index, known[index].Name, $"is {fleet.Nodes[index].Name} now");
            if (fleet.Nodes[index].ChipModel != known[index].Chip)
                throw Other(index, known[index].Name, $"had {known[index].Chip}, not {fleet.Nodes[index].ChipModel}");
        }

        var rows = new RowSet(Insert);
        for (var index = known.Count; index < fleet.Nodes.Count; index++)
            rows.Add(index, fleet.Nodes[index].Name, fleet.Nodes[index].ChipModel);

        database.Write(connection, transaction, rows);
    }

    private static StoreException Other(int index, string name, string how) => new(
        StoreFault.OtherFleet,
        $"Node {index} of stored events, {name}, {how}",
        "keep nodes in their places, mark those that are gone as failed, and add new ones at the end");
}
