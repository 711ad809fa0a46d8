using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Estimates;

/// <summary>
/// Decides as another scheduler does. At the first cycle that sees one of some jobs it estimates their start, before
/// anything is decided, and it tells the calibration of every start.
/// </summary>
/// <param name="inner">Decides, here and in the futures.</param>
/// <param name="inOrder">All jobs in order of submission; only those before the cycle are looked at.</param>
/// <param name="asked">Jobs to estimate.</param>
/// <param name="options">How far and how often to play forward.</param>
/// <param name="runtimes">What is recorded of all jobs.</param>
internal sealed class EstimatingScheduler(
    IPoolScheduler inner, IReadOnlyList<Job> inOrder, IReadOnlySet<JobId> asked, ForecastOptions options,
    KnownRuntimes runtimes)
    : IPoolScheduler
{
    private readonly StartCalibration _calibration = new();
    private readonly List<EstimateTrial> _trials = [];
    private int _seen;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <summary>Estimates in order of time; their waits are not known here.</summary>
    public IReadOnlyList<EstimateTrial> Trials => _trials;

    /// <inheritdoc/>
    public Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget)
    {
        List<JobId> news = [];
        for (; _seen < inOrder.Count && inOrder[_seen].SubmittedMilliseconds <= now; _seen++)
        {
            // A user may give up at the very instant of submission.
            if (asked.Contains(inOrder[_seen].Id) && state.Find(inOrder[_seen].Id) is not null)
                news.Add(inOrder[_seen].Id);
        }

        if (news.Count > 0) Estimate(new Outlook(state, tree, inner, now) { PastArrivals = inOrder }, news);

        var plan = inner.Decide(state, tree, now, stepBudget);
        foreach (var decided in plan.Events)
        {
            if (decided is JobStarted started) _calibration.Started(started.Id, now);
        }

        return plan;
    }

    private void Estimate(Outlook outlook, List<JobId> jobs)
    {
        var raw = StartForecast.Of(outlook, jobs, options);
        var byLimits = StartForecast.ByLimits(outlook, jobs, options);
        var byRuntimes = StartForecast.Planned(outlook, jobs, options, runtimes);
        for (var at = 0; at < jobs.Count; at++)
            _trials.Add(new EstimateTrial(raw[at], _calibration.Correct(raw[at]), byLimits[at], byRuntimes[at]));
    }
}
