using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Sharing.Counterfactuals;

namespace Headroom.Simulation.Tests.Sharing.Counterfactuals;

public sealed class CounterfactualCheckTests
{
    [Fact]
    public void Every_change_that_is_named_in_a_random_pool_is_confirmed()
    {
        var report = CounterfactualCheck.Run(Moments(seed: 1), changesMost: 250, () => new PoolScheduler());

        Assert.Null(report.FirstFault);
        Assert.Equal((250, 250), (report.Changes, report.Confirmed));
        Assert.Equal(250, report.Kinds.Sum(kind => kind.Changes));
        Assert.InRange(report.Kinds.Count, 6, 12);
    }

    [Fact]
    public void A_seed_gives_the_same_report_again() =>
        Assert.Equivalent(
            CounterfactualCheck.Run(Moments(seed: 7), changesMost: 40, () => new PoolScheduler()),
            CounterfactualCheck.Run(Moments(seed: 7), changesMost: 40, () => new PoolScheduler()),
            strict: true);

    /// <summary>
    /// A scheduler that changes its mind is not believed: the explanation used it once, the check uses it anew.
    /// </summary>
    [Fact]
    public void A_change_that_does_not_do_what_it_says_is_told()
    {
        var moments = Moments(seed: 1).Take(200);

        var report = CounterfactualCheck.Run(moments, changesMost: 50, () => new Forgetful());

        Assert.InRange(report.Confirmed, 0, report.Changes - 1);
        Assert.Contains("has the effect Waits, not Starts", report.FirstFault);
    }

    private static IEnumerable<PoolMoment> Moments(ulong seed) => RandomMoments.From(seed, () => new PoolScheduler());

    // Decides nothing in its first cycle.
    private sealed class Forgetful : IPoolScheduler
    {
        private readonly PoolScheduler _scheduler = new();
        private bool _isAwake;

        public string Name => "forgetful";

        public Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget)
        {
            var plan = _scheduler.Decide(state, tree, now, stepBudget);
            var decided = _isAwake ? plan : plan with { Events = [] };
            _isAwake = true;
            return decided;
        }
    }
}
