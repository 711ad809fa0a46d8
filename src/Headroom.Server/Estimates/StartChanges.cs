using System.Globalization;
using System.Text.Json;
using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Scheduling.Explaining;
using Headroom.Server.Access;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Server.Loop;
using Headroom.Server.Views;

namespace Headroom.Server.Estimates;

/// <summary>
/// What would start jobs that wait: cycles are run on a copy of the pool's state, beside the loop, for one job at a
/// time and as many as a few seconds allow.
/// </summary>
internal sealed class StartChanges(ControlLoop loop, TimeProvider time) : IDisposable
{
    private const int StepBudget = 100_000;

    // Less proves nothing: the job as it is, and a change or two.
    private const int DecisionsLeast = 8;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The changes, the cheapest first; null when it does not wait or others are worked out.</summary>
    public async Task<IReadOnlyList<StartChangeView>?> OfAsync(JobId id, Bearer bearer, CancellationToken cancellation)
    {
        if (!await _one.WaitAsync(Patience, cancellation)) return null;

        try
        {
            var (cluster, tree, now) = await loop.DoAsync(turn =>
                IsWaiting(turn.State.Cluster, id)
                    ? (turn.State.Cluster.Copy(), turn.State.Tree, turn.Now)
                    : (null, turn.State.Tree, turn.Now));
            return cluster is null
                ? null
                : await Task.Run(() => Work(cluster, tree, id, bearer, now), cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static bool IsWaiting(ClusterState cluster, JobId id) =>
        cluster.Find(id) is { Phase: JobPhase.Waiting or JobPhase.Held };

    private IReadOnlyList<StartChangeView> Work(ClusterState cluster, QueueTree tree, JobId id, Bearer bearer, long now)
    {
        var scheduler = new PoolScheduler();
        var began = time.GetTimestamp();
        scheduler.Decide(cluster, tree, now, StepBudget);
        var decisions = (int)Math.Clamp(Budget / time.GetElapsedTime(began), DecisionsLeast, Explainer.DecisionsMax);
        var explanation = Explainer.Explain(cluster, tree, scheduler, id, now, StepBudget, decisions);
        return
        [
            .. explanation.Changes
                .Where(change => change.Edit is not OtherQueue other || Tenants.MayUse(tree, bearer, other.Queue))
                .Select(change => ViewOf(change, now)),
        ];
    }

    private static StartChangeView ViewOf(Change change, long now) => new()
    {
        Kind = JsonNamingPolicy.SnakeCaseUpper.ConvertName(change.Edit.GetType().Name),
        Value = ValueOf(change.Edit),
        Text = new ChangeText(WhyViews.Duration).Of(change.Edit, now),
        Outcome = ChangeText.Of(change),
        IsNow = change.Effect == StartEffect.StartsNow,
        CostPermille = change.CostPermille,
        Stops = change.Stops.Count,
    };

    private static string? ValueOf(JobEdit edit) => edit switch
    {
        LooserTopology looser => JsonNamingPolicy.SnakeCaseUpper.ConvertName(looser.Level.ToString()),
        OtherModel other => other.Model,
        OtherRegion other => other.Region,
        OtherCluster other => other.Cluster.Length > 0 ? other.Cluster : LocalSettings.OwnName,
        OtherQueue other => other.Queue,
        ShorterLimit shorter => Number(shorter.Milliseconds),
        HigherPriority higher => Number(higher.Priority),
        FewerTasks fewer => Number(fewer.TaskCount),
        FewerGpus fewer => Number(fewer.GpuCount),
        SmallerPart smaller => Number(smaller.GpuMilli),
        FewerCores fewer => Number(fewer.CpuMillicores),
        LessMemory less => Number(less.MemoryMiB),
        Wait wait => Number(wait.Until),
        _ => null,
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
