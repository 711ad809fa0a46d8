using System.Diagnostics;
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
        var (holder, until) = (Holder(), (now + lease).ToUnixTimeMilliseconds());
        var at = isAlone ? long.MaxValue : now.ToUnixTimeMilliseconds();
        if (store.TakeLead(holder, at, until) is { } lead) return lead;

        var leader = store.Leader();
        if (!IsGone(leader.Holder)) throw Led(leader);

        return store.TakeLead(holder, long.MaxValue, until) ?? throw Led(store.Leader());
    }

    // Whoever was killed on this machine renews nothing any more. Were this wrong, as where several containers share
    // the name of a machine, the one before would be refused by its epoch and nothing would be lost.
    private static bool IsGone(string holder)
    {
        if (holder.Split('/') is not [var machine, var process, _] || machine != Environment.MachineName) return false;
        if (!int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;

        try
        {
            using var running = Process.GetProcessById(id);
            return running.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
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
