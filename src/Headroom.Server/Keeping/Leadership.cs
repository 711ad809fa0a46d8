using System.Globalization;
using Headroom.Storage;
using Headroom.Storage.Faults;
using Headroom.Storage.Writing;

namespace Headroom.Server.Keeping;

/// <summary>Takes the lead over a store, or says who has it.</summary>
internal static class Leadership
{
    /// <summary>The lead, until now and the lease.</summary>
    /// <param name="store">The store.</param>
    /// <param name="isAlone">Whether a lock keeps every other one away: then a lead that was left behind is void.</param>
    /// <param name="now">Now.</param>
    /// <param name="lease">How long it lasts when nobody renews it.</param>
    /// <exception cref="StoreException">Another control plane has it.</exception>
    public static Lead Take(Store store, bool isAlone, DateTimeOffset now, TimeSpan lease)
    {
        var at = isAlone ? long.MaxValue : now.ToUnixTimeMilliseconds();
        return store.TakeLead(Holder(), at, (now + lease).ToUnixTimeMilliseconds()) ?? throw Led(store.Leader());
    }

    private static StoreException Led((string Holder, long Until) leader) => new(
        StoreFault.NewerLeader,
        $"{NameOf(leader.Holder)} leads this store until {TimeOf(leader.Until)}",
        "stop it, or start this one again when its lead has ended; while it runs, it renews it");

    private static string Holder() => $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    private static string NameOf(string holder) => holder.Split('/') is [var machine, var process, _]
        ? $"Process {process} on {machine}"
        : "Another control plane";

    private static string TimeOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        .ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
