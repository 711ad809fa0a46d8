using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Engines.Contract;
using Headroom.Server.Access;
using Headroom.Server.Commands;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage;
using Headroom.Storage.Access;
using Headroom.Storage.Writing;
using RunId = Headroom.Storage.Jobs.RunId;

namespace Headroom.Server;

/// <summary>What a control plane does once, before it takes requests.</summary>
internal static class Opening
{
    private const string Author = "headroom";

    /// <summary>The rules that the policy has now.</summary>
    public static bool Begin(Turn turn, FairnessRules rules)
    {
        turn.Certain(new FairnessChanged(turn.Now, rules));
        return true;
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

    /// <summary>
    /// Runs that were sent and that the engine has never heard of, or has forgotten: they are gone, and their jobs have
    /// failed. Those that it knows are reported by the engine itself.
    /// </summary>
    public static async Task FindLostAsync(
        IReadOnlyList<(OutboxMessage Message, long Epoch)> open,
        IEngine engine,
        ControlLoop loop,
        CancellationToken cancellation)
    {
        var toBeStarted = open.Where(one => one.Message.Kind == Messages.StartKind).Select(one => one.Message.Run)
            .ToHashSet();
        foreach (var (run, tasks) in await loop.DoAsync(turn => RunningIn(turn.State.Cluster)))
        {
            if (toBeStarted.Contains(run)) continue;

            for (var task = 0; task < tasks; task++)
            {
                var taskRun = new TaskRun(run, task);
                if (await engine.FindAsync(taskRun.Name, cancellation) is not FindAnswer.Absent) continue;

                await loop.DoAsync(turn => RunReports.Refused(turn, run, "Its engine does not know it any more."));
                break;
            }
        }
    }

    private static List<(RunId Run, int Tasks)> RunningIn(ClusterState cluster) =>
    [
        .. cluster.Queues.SelectMany(queue => queue.Running).Select(job => (RunId.Of(job), job.Tasks.Count)),
    ];
}
