using Headroom.Cluster.Events;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Storage.Access;

namespace Headroom.Server.Policies;

/// <summary>Puts another policy in the place of the pool's own; jobs stay as they are.</summary>
/// <param name="Policy">The new one, which has no faults on the fleet.</param>
/// <param name="Text">As it was written.</param>
/// <param name="Version">Version that it is to follow.</param>
/// <param name="Bearer">Who asks.</param>
internal sealed record PolicyChange(SharingPolicy Policy, string Text, long Version, Bearer Bearer)
{
    private const int NamedMax = 5;

    /// <summary>Applies it in the loop's turn; the same text again changes nothing.</summary>
    public SettingVersion Run(Turn turn)
    {
        var state = turn.State;
        if (state.Policy.Text == Text) return state.Policy;

        if (state.Policy.Version != Version)
        {
            throw new Refusal(
                RefusalKind.Stale,
                $"The policy is at version {state.Policy.Version} now, by {state.Policy.Author}, and not at {Version}",
                "look at what changed with 'headroom policy show', and apply yours again");
        }

        var tree = new QueueTree(Policy, state.Cluster.Resources);
        RequirePlaces(state, tree);
        state.Policy = new SettingVersion(PolicyBook.Setting, Version + 1, turn.Now, Bearer.Name, Text);
        state.Tree = tree;
        turn.Add(state.Policy);
        turn.Add(new AuditEntry(turn.Now, Bearer.Name, "policy.apply", $"{Version + 1}"));
        turn.Certain(new FairnessChanged(turn.Now, Policy.Fairness));
        return state.Policy;
    }

    // Jobs cannot be left without a queue, nor come under another tenant than they were submitted by.
    private static void RequirePlaces(LoopState state, QueueTree tree)
    {
        var (gone, moved) = (new List<string>(), new List<string>());
        foreach (var queue in state.Cluster.Queues)
        {
            var jobs = queue.Waiting.Count + queue.Running.Count;
            if (jobs == 0) continue;

            var (before, after) = (state.Tree.IndexOf(queue.Name), tree.IndexOf(queue.Name));
            if (after < 0 || !tree.TakesJobs(after)) gone.Add($"{queue.Name} ({jobs})");
            else if (before > 0 && Tenants.Of(state.Tree, before) != Tenants.Of(tree, after)) moved.Add(queue.Name);
        }

        if (gone.Count > 0)
        {
            throw new Refusal(
                RefusalKind.Conflict,
                $"The policy has no queue any more for jobs that have not ended: {Names(gone)}",
                "keep the queue, paused if need be, until its jobs have ended, or cancel them");
        }

        if (moved.Count > 0)
        {
            throw new Refusal(
                RefusalKind.Conflict,
                $"The policy puts queues with jobs under another tenant: {Names(moved)}",
                "move them when their jobs have ended");
        }
    }

    private static string Names(List<string> names) =>
        string.Join(", ", names.Take(NamedMax)) + (names.Count > NamedMax ? $" and {names.Count - NamedMax} more" : "");
}
