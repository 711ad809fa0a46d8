using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Server.Clusters;
using Headroom.Storage.Access;
using Headroom.Storage.Jobs;

namespace Headroom.Server.Loop;

/// <summary>
/// All that the loop remembers. Only its thread touches it; everything here can be made anew from the store.
/// </summary>
internal sealed class LoopState(ClusterState cluster, QueueTree tree, long lastJob)
{
    private Dictionary<JobId, Hold> _holds = [];

    /// <summary>The cluster.</summary>
    public ClusterState Cluster { get; private set; } = cluster;

    /// <summary>The queues.</summary>
    public QueueTree Tree { get; set; } = tree;

    /// <summary>The policy that they follow; version 0 while it is not stored.</summary>
    public required SettingVersion Policy { get; set; }

    /// <summary>The clusters that were added to the pool; version 0 while none ever was.</summary>
    public SettingVersion Clusters { get; set; } = new(AddedClusters.Setting, 0, 0, "", "");

    /// <summary>Version of the fleet as the store has it; 0 while it has none.</summary>
    public long FleetVersion { get; set; }

    /// <summary>Number of the last event that is stored.</summary>
    public long Sequence { get; set; }

    /// <summary>The last job id that was given out.</summary>
    public long LastJob { get; set; } = lastJob;

    /// <summary>The last token id that was given out since the start.</summary>
    public long LastToken { get; set; }

    /// <summary>Runs that somebody asked to end.</summary>
    public HashSet<RunId> Cancelling { get; } = [];

    /// <summary>Runs of several tasks, some of which have ended.</summary>
    public Dictionary<RunId, TaskEndings> Endings { get; } = [];

    /// <summary>Why runs that engines have taken do not run yet, as their engines say.</summary>
    public Dictionary<RunId, string> EngineWaits { get; } = [];

    /// <summary>Why nodes are closed, as their clusters say, by index.</summary>
    public Dictionary<int, string> Closed { get; } = [];

    /// <summary>Answers that were given lately, by tenant and key.</summary>
    public RecentAnswers Answers { get; } = new();

    /// <summary>What those who submit for a tenant are told of its budgets.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> BudgetWarnings { get; set; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>When nobody listened to engines; null where it was never so.</summary>
    public Absence? Absence { get; set; }

    /// <summary>Goes on with a fleet that has grown at its end; everything else is as it was.</summary>
    public void Grow(Fleet grown)
    {
        Cluster = new ClusterState(grown, StateImage.Of(Cluster));
        Tree = new QueueTree(Tree.Policy, Cluster.Resources);
    }

    /// <summary>
    /// The same with what engines have said and no store knows: they say it once. It is applied again as if for the
    /// first time.
    /// </summary>
    public LoopState After(LoopState before)
    {
        foreach (var (run, endings) in before.Endings) Endings.TryAdd(run, endings);
        foreach (var (run, why) in before.EngineWaits) EngineWaits.TryAdd(run, why);
        foreach (var (node, why) in before.Closed) Closed.TryAdd(node, why);
        BudgetWarnings = before.BudgetWarnings;
        Absence = before.Absence;
        return this;
    }

    /// <summary>Why a job waits, as the last cycle found; null before it, or when it does not wait.</summary>
    public Hold? HoldOf(JobId job) => _holds.GetValueOrDefault(job);

    /// <summary>Jobs that waited when the last cycle looked, by reason.</summary>
    public IReadOnlyList<(HoldReason Reason, int Jobs)> WaitingByReason() =>
    [
        .. _holds.Values.CountBy(hold => hold.Reason).OrderBy(count => count.Key)
            .Select(count => (count.Key, count.Value)),
    ];

    /// <summary>Remembers what a cycle found.</summary>
    public void Keep(IReadOnlyList<Verdict> verdicts)
    {
        var holds = new Dictionary<JobId, Hold>(verdicts.Count);
        foreach (var (job, hold) in verdicts) holds[job] = hold;
        _holds = holds;
    }
}
