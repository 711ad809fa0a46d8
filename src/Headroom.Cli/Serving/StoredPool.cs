using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cluster.Fleets;
using Headroom.Server.Clusters;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Server.Keeping;
using Headroom.Storage;
using Headroom.Storage.Faults;

namespace Headroom.Cli.Serving;

/// <summary>What a pool's store says of its nodes and clusters, before anybody opens it.</summary>
/// <param name="Fleet">The nodes that it has had, in their places.</param>
/// <param name="Added">The clusters that were added to it, in order of their names.</param>
internal sealed record StoredPool(Fleet Fleet, IReadOnlyList<ClusterDescription> Added)
{
    private static readonly StoredPool Empty = new(new Fleet { Nodes = [] }, []);

    /// <summary>What a store says; nothing where it is new.</summary>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    public static StoredPool Of(PoolPlace place)
    {
        var isNew = !place.Store.IsPostgres && !File.Exists(Path.Combine(place.Folder, "headroom.db"));
        if (isNew) return Empty;

        try
        {
            using var store = ReadOnlyStore.Open(place.Store);
            string? Text(string setting) => store.Access.SettingAsync(setting).GetAwaiter().GetResult()?.Text;
            return new StoredPool(
                Text(StoredFleet.Setting) is { } fleet ? StoredFleet.Parse(fleet) : Empty.Fleet,
                AddedClusters.Parse(Text(AddedClusters.Setting) ?? ""));
        }
        // None yet: the start makes it, or says what is the matter.
        catch (StoreException)
        {
            return Empty;
        }
        catch (JsonException fault)
        {
            throw new CommandFailure(
                ExitCode.Failed, $"the fleet or the clusters in the store cannot be read ({fault.Message}).");
        }
    }
}
