using System.Data.Common;
using Headroom.Storage.Faults;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Writing;

/// <summary>
/// The right to write, as an epoch: whoever takes it later has a higher one, and from then on every write of an
/// earlier one is refused.
/// </summary>
/// <param name="Epoch">At least 1.</param>
/// <param name="Holder">Who has it.</param>
public sealed record Lead(long Epoch, string Holder)
{
    private const string TakeSql =
        """
        UPDATE leader SET epoch = epoch + 1, holder = @holder, until = @until
        WHERE id = 1 AND (holder = @holder OR holder = '' OR until <= @at)
        """;

    /// <summary>Takes the lead when nobody else has it; null when somebody has.</summary>
    internal static Lead? Take(DbConnection connection, DbTransaction transaction, string holder, long at, long until)
    {
        var taken = connection.Run(transaction, TakeSql, ("holder", holder), ("at", at), ("until", until));
        return taken == 0 ? null : new Lead(EpochOf(connection, transaction), holder);
    }

    /// <summary>Who has it, and until when in milliseconds; an empty name before the first.</summary>
    internal static (string Holder, long Until) Standing(DbConnection connection, DbTransaction transaction) =>
        connection.Select(transaction, "SELECT holder, until FROM leader", row => (row.GetString(0), row.GetInt64(1)))[0];

    /// <summary>
    /// Counts a commit of this lead, and so holds others back until the transaction ends.
    /// </summary>
    /// <exception cref="StoreException">A newer lead was taken.</exception>
    internal void Count(DbConnection connection, DbTransaction transaction)
    {
        var mine = connection.Run(
            transaction, "UPDATE leader SET commits = commits + 1 WHERE id = 1 AND epoch = @epoch", ("epoch", Epoch));
        if (mine == 0) throw Lost(EpochOf(connection, transaction));
    }

    /// <summary>Holds it until a later time.</summary>
    internal static void Extend(DbConnection connection, DbTransaction transaction, long until) =>
        connection.Run(transaction, "UPDATE leader SET until = @until WHERE id = 1", ("until", until));

    /// <summary>Commits so far, after every transaction that may still be under way.</summary>
    internal long Commits(DbConnection connection, DbTransaction transaction)
    {
        connection.Run(transaction, "UPDATE leader SET commits = commits WHERE id = 1");
        var (epoch, commits) = connection.Select(
            transaction, "SELECT epoch, commits FROM leader", row => (row.GetInt64(0), row.GetInt64(1)))[0];
        return epoch == Epoch ? commits : throw Lost(epoch);
    }

    private static long EpochOf(DbConnection connection, DbTransaction transaction) =>
        connection.Select(transaction, "SELECT epoch FROM leader", row => row.GetInt64(0))[0];

    private StoreException Lost(long epoch) => new(
        StoreFault.NewerLeader,
        $"Epoch {Epoch} of {Holder} has ended: epoch {epoch} was taken",
        "stop deciding, and start anew as a standby");
}
