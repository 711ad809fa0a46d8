using Headroom.Client.Pool;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Server.Loop;
using Headroom.Simulation.Sharing;
using Headroom.Storage;

namespace Headroom.Server.Policies;

/// <summary>
/// Who gains and who loses by another policy: the last days of the pool, replayed under both. One at a time, beside the
/// loop.
/// </summary>
internal sealed class PolicyTrial(Store store, ControlLoop loop, TimeProvider time) : IDisposable
{
    private const int StepBudget = 100_000;
    private const int CycleMilliseconds = 1_000;
    private const int DaysUsual = 7;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The last days under the pool's policy and under another.</summary>
    /// <exception cref="Refusal">Another trial runs.</exception>
    public Task<PolicyPreview> RunAsync(SharingPolicy policy, CancellationToken cancellation) =>
        RunAsync(new PolicyAlternative(policy, OtherFleet.Same(store.Fleet), DaysUsual), cancellation);

    /// <summary>The last days as they would have been with the pool's policy and fleet, and with others.</summary>
    /// <exception cref="Refusal">Another trial runs.</exception>
    public Task<PolicyPreview> RunAsync(PolicyAlternative other, CancellationToken cancellation) =>
        TryAsync((past, before, version) => Compare(past, before, other, version), other.Days, cancellation);

    /// <summary>
    /// Accelerator hours of waiting that the jobs of the last days do without when every queue may borrow all that
    /// stands free, at least 0: both are replayed.
    /// </summary>
    /// <exception cref="Refusal">Another trial runs.</exception>
    public Task<double> FreedGpuHoursAsync(CancellationToken cancellation) =>
        TryAsync((past, tree, _) => Freed(past, tree), DaysUsual, cancellation);

    public void Dispose() => _one.Dispose();

    private async Task<T> TryAsync<T>(
        Func<PastDays, QueueTree, long, T> compare, int days, CancellationToken cancellation)
    {
        if (!await _one.WaitAsync(TimeSpan.Zero, cancellation))
            throw new Refusal(RefusalKind.Busy, "Another policy is being tried", "try again when it is done");

        try
        {
            var (before, version) = await loop.DoAsync(turn => (turn.State.Tree, turn.State.Policy.Version));
            var now = time.GetUtcNow();
            var past = await PastDays.ReadAsync(
                store, now.AddDays(-days).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), cancellation);
            return await Task.Run(() => compare(past, before, version), cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    private double Freed(PastDays past, QueueTree tree)
    {
        var (jobs, nodeChanges, _) = past.For(queue => Takes(tree, queue));
        if (jobs.Count == 0) return 0;

        var fleet = store.Fleet;
        var before = WaitedGpuHours(jobs, Replay(jobs, fleet, nodeChanges, tree.Policy));
        return Math.Max(0, before - WaitedGpuHours(jobs, Replay(jobs, fleet, nodeChanges, Open(tree.Policy))));
    }

    // Whoever is owed something still gets it first, but nothing stands idle for the sake of a limit.
    private static SharingPolicy Open(SharingPolicy policy) => policy with
    {
        Queues =
        [
            .. policy.Queues.Select(queue => queue with
            {
                AllowsBackfill = true,
                Quotas = ValueList.From(queue.Quotas.Select(quota =>
                    quota with { BorrowingLimitMilli = null, LendingLimitMilli = null })),
            }),
        ],
    };

    private static double WaitedGpuHours(IReadOnlyList<SharedJob> jobs, SharingRun run)
    {
        const double MilliMillisecondsAnHour = 1000 * 3_600_000.0;
        var asked = jobs.ToDictionary(job => job.Job.Id, job => job.Job.Shape.GpuMilliTotal);
        return run.Outcomes.Where(outcome => outcome.End is JobEnd.Finished or JobEnd.Failed)
            .Sum(outcome => asked[outcome.Job] * (double)outcome.WaitMilliseconds) / MilliMillisecondsAnHour;
    }

    private PolicyPreview Compare(PastDays past, QueueTree before, PolicyAlternative other, long version)
    {
        var after = new QueueTree(other.Policy, new Resources(other.Fleet.Fleet));
        var (jobs, nodeChanges, leftOut) = past.For(queue => Takes(before, queue) && Takes(after, queue));
        var (old, tried) = jobs.Count == 0
            ? (null, null)
            : (Replay(jobs, store.Fleet, nodeChanges, before.Policy),
                Replay(jobs, other.Fleet.Fleet, other.Fleet.Of(nodeChanges), other.Policy));
        return new PolicyPreview
        {
            Version = version,
            Jobs = jobs.Count,
            JobsLeftOut = leftOut,
            SpanSeconds = jobs.Count == 0 ? 0 : jobs[^1].Job.SubmittedMilliseconds / 1000,
            UtilisationBefore = old?.Utilisation ?? 0,
            UtilisationAfter = tried?.Utilisation ?? 0,
            Queues = old is null || tried is null ? [] : [.. ByQueue(jobs, old, tried)],
        };
    }

    private static SharingRun Replay(
        IReadOnlyList<SharedJob> jobs, Fleet on, IReadOnlyList<NodeChanged> nodeChanges, SharingPolicy policy) =>
        SharingReplay.Run(jobs, on, policy, new PoolScheduler(), new SharingOptions
        {
            StepBudget = StepBudget,
            MinimumCycleMilliseconds = CycleMilliseconds,
            KeepJobs = true,
            NodeChanges = nodeChanges,
        });

    private static bool Takes(QueueTree tree, string queue) =>
        tree.IndexOf(queue) is > 0 and var index && tree.TakesJobs(index);

    private static IEnumerable<QueuePreview> ByQueue(IReadOnlyList<SharedJob> jobs, SharingRun before, SharingRun after)
    {
        var queues = jobs.ToDictionary(job => job.Job.Id, job => job.Job.Queue);
        var waitsBefore = before.Outcomes.ToLookup(outcome => queues[outcome.Job]);
        var waitsAfter = after.Outcomes.ToLookup(outcome => queues[outcome.Job]);
        foreach (var tenant in before.Tenants)
        {
            var name = tenant.Queue;
            yield return new QueuePreview(
                name,
                ServiceOf(tenant, waitsBefore[name]),
                ServiceOf(after.Tenants.First(other => other.Queue == name), waitsAfter[name]));
        }
    }

    private static QueueOutcome ServiceOf(TenantRun tenant, IEnumerable<SharedOutcome> outcomes)
    {
        var jobs = outcomes.ToArray();
        var waits = jobs.Where(job => job.End is JobEnd.Finished or JobEnd.Failed)
            .Select(job => job.WaitMilliseconds / 1000.0).Order().ToArray();
        return new QueueOutcome(
            tenant.GpuHours,
            waits.Length == 0 ? 0 : waits[waits.Length / 2],
            waits.Length == 0 ? 0 : waits[waits.Length * 9 / 10],
            jobs.Count(job => job.End != JobEnd.None),
            jobs.Count(job => job.End == JobEnd.None),
            tenant.Preemptions);
    }
}
