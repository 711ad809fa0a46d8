using System.Data.Common;
using Headroom.Cluster.State;
using Headroom.Storage.Events;
using Headroom.Storage.Faults;
using Headroom.Storage.Sql;
using Headroom.Storage.Writing;

namespace Headroom.Storage.Keeping;

/// <summary>Images of states, each as it was after one event. Thread-safe.</summary>
public sealed class SnapshotBook
{
    /// <summary>Snapshots that are kept: the last one, and one before in case that it cannot be read.</summary>
    public const int Kept = 2;

    private const int PartBytes = 1 << 20;

    private static readonly Bulk Part = new(
        BulkKind.Upsert,
        "snapshot_part",
        2,
        ("seq", ColumnType.Number),
        ("part", ColumnType.Number),
        ("payload", ColumnType.Bytes));

    private static readonly Bulk Whole = new(
        BulkKind.Upsert,
        "snapshot",
        1,
        ("seq", ColumnType.Number),
        ("at", ColumnType.Number),
        ("parts", ColumnType.Number),
        ("size", ColumnType.Number));

    private readonly Database _database;

    internal SnapshotBook(Database database) => _database = database;

    /// <summary>
    /// Keeps an image. It goes in by parts, each in a transaction of its own, so that others need not wait; before the
    /// last it counts as nothing.
    /// </summary>
    /// <param name="writer">The writer.</param>
    /// <param name="sequence">Number of the last event that the image knows of, from a receipt.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="StoreException">It was not stored.</exception>
    public async Task SaveAsync(StoreWriter writer, long sequence, StateImage image)
    {
        var bytes = StateCodec.Encode(image).ToArray();
        var parts = bytes.Chunk(PartBytes).ToArray();
        for (var index = 0; index < parts.Length; index++)
        {
            var rows = new RowSet(Part);
            rows.Add(sequence, index, parts[index]);
            await writer.WriteAsync(Step((connection, transaction) => _database.Write(connection, transaction, rows)));
        }

        var whole = new RowSet(Whole);
        whole.Add(sequence, image.Now, parts.Length, bytes.Length);
        await writer.WriteAsync(Step((connection, transaction) =>
        {
            _database.Write(connection, transaction, whole);
            Drop(connection, transaction);
        }));
    }

    /// <summary>The last one that can be read, with the number of its last event; null when there is none.</summary>
    internal static (long Sequence, StateImage Image)? Load(DbConnection connection, DbTransaction transaction)
    {
        StoreException? damage = null;
        foreach (var (sequence, parts, size) in connection.Select(
            transaction,
            "SELECT seq, parts, size FROM snapshot ORDER BY seq DESC",
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))))
        {
            try
            {
                return (sequence, StateCodec.Decode(Bytes(connection, transaction, sequence, parts, size)));
            }
            catch (StoreException fault) when (fault.Fault == StoreFault.Damaged)
            {
                damage ??= fault;
            }
        }

        return damage is null ? null : throw damage;
    }

    private static byte[] Bytes(
        DbConnection connection, DbTransaction transaction, long sequence, long parts, long size)
    {
        var stored = connection.Select(
            transaction,
            "SELECT payload FROM snapshot_part WHERE seq = @seq ORDER BY part",
            row => row.Bytes(0),
            ("seq", sequence));
        if (stored.Count != parts || stored.Sum(part => (long)part.Length) != size)
            throw ByteReader.Damaged($"(snapshot {sequence}) is not whole");

        var bytes = new byte[size];
        var at = 0;
        foreach (var part in stored)
        {
            part.CopyTo(bytes, at);
            at += part.Length;
        }

        return bytes;
    }

    private static void Drop(DbConnection connection, DbTransaction transaction)
    {
        connection.Run(
            transaction,
            "DELETE FROM snapshot WHERE seq NOT IN (SELECT seq FROM snapshot ORDER BY seq DESC LIMIT @kept)",
            ("kept", Kept));
        connection.Run(transaction, "DELETE FROM snapshot_part WHERE seq NOT IN (SELECT seq FROM snapshot)");
    }

    private static StoreBatch Step(Action<DbConnection, DbTransaction> step) => new() { Steps = [step] };
}
