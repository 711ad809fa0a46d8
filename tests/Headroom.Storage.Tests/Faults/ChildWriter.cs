using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Storage.Access;
using Headroom.Storage.Jobs;
using Headroom.Storage.Tests.Databases;
using Headroom.Storage.Writing;

namespace Headroom.Storage.Tests.Faults;

/// <summary>
/// This program as a writer that is to be killed: it writes job after job and says which ones were acknowledged.
/// </summary>
internal static class ChildWriter
{
    public const string Variable = "HEADROOM_TEST_STORE";

    /// <summary>Events of each batch.</summary>
    public const int Events = 3;

    /// <summary>Milliseconds for which each job holds the one accelerator.</summary>
    public const int Held = 7;

    private const int UnderWay = 16;

    public static Fleet Fleet { get; } = Fleet.Uniform(new GpuFleetShape(1, 1), "A");

    /// <summary>Writes until it is killed.</summary>
    public static void Run(StoreAddress address)
    {
        using var store = Store.Open(address, Fleet);
        using var writer = store.StartWriter(store.TakeLead("child", 0, 1)!);
        var next = store.Recover().Sequence / Events + 1;
        var waiting = new Queue<(long Id, Task Stored)>();
        while (true)
        {
            waiting.Enqueue((next, writer.WriteAsync(Batch(next))));
            next++;
            if (waiting.Count < UnderWay) continue;

            var (id, stored) = waiting.Dequeue();
            stored.Wait();
            Console.Out.WriteLine(id.ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
        }
    }

    private static StoreBatch Batch(long id) => Batches.Of(
        Batches.Submitted(id, id * Held),
        Batches.Started(id, id * Held),
        new JobFinished((id + 1) * Held, new JobId(id), Succeeded: true)) with
    {
        Outbox = [new OutboxMessage(new RunId(new JobId(id), 1), "start", new string('x', 500), id)],
        Audit = [new AuditEntry(id, "child", "job.submit", $"{id}")],
    };
}
