using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Access;
using Headroom.Server.Clusters;
using Headroom.Server.Dispatch;
using Headroom.Server.Keeping;
using Headroom.Server.Loop;
using Headroom.Server.Policies;
using Headroom.Storage;
using Headroom.Storage.Access;
using Headroom.Storage.Writing;

namespace Headroom.Server;

/// <summary>What a control plane does once, before it takes requests.</summary>
internal static class Opening
{
    private const string Author = "headroom";

    /// <summary>The rules that the policy has now.</summary>
    public static bool Begin(Turn turn)
    {
        turn.Certain(new FairnessChanged(turn.Now, turn.State.Tree.Policy.Fairness));
        return true;
    }

    /// <summary>Writes the policy of a first start, and gives the one that the pool goes by.</summary>
    public static async Task<(SettingVersion Version, SharingPolicy Policy)> KeepPolicyAsync(
        Store store, ControlLoop loop, CancellationToken cancellation)
    {
        var known = await store.Access.SettingAsync(PolicyBook.Setting, cancellation);
        return await loop.DoAsync(turn =>
        {
            if (turn.State.Policy.Version == 0)
            {
                turn.State.Policy = turn.State.Policy with { Version = (known?.Version ?? 0) + 1, At = turn.Now };
                turn.Add(turn.State.Policy);
            }

            return (turn.State.Policy, turn.State.Tree.Policy);
        });
    }

    /// <summary>Keeps the fleet in the store, where it can be checked against without the fleet at hand.</summary>
    public static async Task KeepFleetAsync(
        Store store, ControlLoop loop, Fleet fleet, CancellationToken cancellation)
    {
        var known = await store.Access.SettingAsync(StoredFleet.Setting, cancellation);
        if (known?.Text != StoredFleet.TextOf(fleet)) await loop.DoAsync(turn => GrownFleet.Keep(turn, fleet, Author));
    }

    /// <summary>
    /// Has nodes of clusters that the pool no longer has take no work, and those of clusters that are back take it.
    /// </summary>
    public static Task MarkNodesAsync(ControlLoop loop, PoolEngines engines) =>
        loop.DoAsync(turn => GrownFleet.Mark(turn, engines));

    /// <summary>Goes on with what the one before was about to tell engines, and asks for what they were told.</summary>
    public static async Task TakeUpAsync(
        Dispatcher dispatcher, DoubtfulRuns doubtful, IReadOnlyList<(OutboxMessage Message, long Epoch)> messages,
        CancellationToken cancellation)
    {
        dispatcher.Send([.. messages.Select(open => open.Message)]);
        await doubtful.AskAsync(messages, cancellation);
    }

    /// <summary>Makes the first token where there is none, and tells its secret; null where there is one.</summary>
    public static async Task<string?> FirstTokenAsync(Store store, ControlLoop loop, CancellationToken cancellation)
    {
        if ((await store.Access.TokensAsync(cancellation)).Count > 0) return null;

        var secret = TokenSecret.Create();
        await loop.DoAsync(turn =>
        {
            turn.Add(new Token(1, TokenSecret.Hash(secret), "admin", "", nameof(Role.Admin), "", turn.Now));
            turn.Add(new AuditEntry(turn.Now, Author, "token.create", "admin"));
            return true;
        });
        return secret;
    }
}
