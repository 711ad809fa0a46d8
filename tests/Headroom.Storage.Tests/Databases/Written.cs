using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Databases;

/// <summary>Random histories, written to a store in random batches.</summary>
internal static class Written
{
    /// <summary>A history and the ends of its batches.</summary>
    public static Gen<(IReadOnlyList<ClusterEvent> Events, bool[] Ends)> Gen { get; } = CsCheck.Gen.Select(
        HistoryGens.History, CsCheck.Gen.Bool.Array[100]);

    /// <summary>
    /// How many histories are tried: a server needs a while for a new database, a file is there at once.
    /// </summary>
    public static int Times(StoreKind kind, int many) => kind == StoreKind.Sqlite ? many : Math.Max(5, many / 10);

    /// <summary>Writes all of it, without waiting between batches.</summary>
    public static void To(TestStore store, IReadOnlyList<ClusterEvent> events, bool[] ends)
    {
        var (batch, stored) = (new List<ClusterEvent>(), new List<Task>());
        for (var index = 0; index < events.Count; index++)
        {
            batch.Add(events[index]);
            if (!ends[index] && index < events.Count - 1) continue;

            stored.Add(store.Writer.WriteAsync(Batches.Of(batch)));
            batch.Clear();
        }

        Task.WhenAll(stored).GetAwaiter().GetResult();
    }
}
