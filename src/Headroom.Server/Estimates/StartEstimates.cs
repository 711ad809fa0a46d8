using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Scheduling;
using Headroom.Server.Access;
using Headroom.Server.Commands;
using Headroom.Server.Loop;
using Headroom.Server.Policies;
using Headroom.Server.Views;
using Headroom.Simulation.Estimates;
using Headroom.Storage;

namespace Headroom.Server.Estimates;

/// <summary>
/// When jobs will start: the pool is played forward on a copy of its state, beside the loop, one estimate at a time and
/// with as many futures as a few seconds allow.
/// </summary>
internal sealed class StartEstimates(Store store, ControlLoop loop, TimeProvider time) : IDisposable
{
    private const int StepBudget = 100_000;
    private const long ArrivalsMilliseconds = 24 * 3_600_000;

    // Fewer say too little of the ninth of ten to be held against what comes.
    private const int FuturesToLearnFrom = 8;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ArrivalsAge = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private readonly StartOutcomes _outcomes = new(store, loop);
    private IReadOnlyList<Job> _arrivals = [];
    private long? _arrivalsAt;

    /// <summary>The estimate for a job that waits.</summary>
    /// <exception cref="Refusal">It does not wait, or others have to be estimated first.</exception>
    public Task<StartView> OfAsync(JobId id, CancellationToken cancellation) => OfAsync(id, Budget, cancellation);

    /// <summary>The same in about so much time of a processor, with fewer futures where they take long.</summary>
    /// <exception cref="Refusal">It does not wait, or others have to be estimated first.</exception>
    public Task<StartView> OfAsync(JobId id, TimeSpan budget, CancellationToken cancellation) =>
        PlayedAsync(state => WaitingOf(state, id), isSubmitted: true, budget, cancellation);

    /// <summary>The same for one that nobody has submitted.</summary>
    /// <exception cref="Refusal">The request is at fault, or others have to be estimated first.</exception>
    public Task<StartView> OfSubmissionAsync(JobRequest request, Bearer bearer, CancellationToken cancellation)
    {
        JobForm.Require(request);
        return PlayedAsync(
            state =>
            {
                var queue = Submission.QueueOf(state.Tree, request.Queue, bearer);
                var (id, now) = (new JobId(state.LastJob + 1), state.Cluster.Now);
                return JobForm.Of(request with { Queue = queue }, id, array: null, bearer.Name, now);
            },
            isSubmitted: false, Budget, cancellation);
    }

    public void Dispose() => _one.Dispose();

    private static Job WaitingOf(LoopState state, JobId id) =>
        state.Cluster.Find(id) is { } job && job.Tasks.Count == 0
            ? job.Job
            : throw new Refusal(
                RefusalKind.Conflict, $"Job {id} does not wait", "only jobs that wait have an estimate of their start");

    private async Task<StartView> PlayedAsync(
        Func<LoopState, Job> jobOf, bool isSubmitted, TimeSpan budget, CancellationToken cancellation)
    {
        if (!await _one.WaitAsync(Patience, cancellation))
            throw new Refusal(RefusalKind.Busy, "Others are estimated already", "try again in a moment");

        try
        {
            await _outcomes.LearnAsync(cancellation);
            var (job, outlook) = await loop.DoAsync(turn => (
                jobOf(turn.State),
                new Outlook(turn.State.Cluster.Copy(), turn.State.Tree, new PoolScheduler(), turn.Now)));
            var arrivals = await ArrivalsAsync(outlook.Now, cancellation);
            return await Task.Run(
                () => Estimate(outlook with { PastArrivals = arrivals }, job, isSubmitted, budget), cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    // Those of the last day, read anew once a minute.
    private async Task<IReadOnlyList<Job>> ArrivalsAsync(long now, CancellationToken cancellation)
    {
        if (_arrivalsAt is { } last && time.GetElapsedTime(last) < ArrivalsAge) return _arrivals;

        var past = await PastDays.ReadAsync(store, now - ArrivalsMilliseconds, now, cancellation);
        (_arrivals, _arrivalsAt) = (past.Submissions, time.GetTimestamp());
        return _arrivals;
    }

    private StartView Estimate(Outlook outlook, Job job, bool isSubmitted, TimeSpan budget)
    {
        if (!isSubmitted)
        {
            job = job with { SubmittedMilliseconds = outlook.Now };
            if (outlook.State.Apply(new Cluster.Events.JobSubmitted(outlook.Now, job)) is { } refusal)
                throw new InvalidOperationException($"Job {job.Id} was refused as {refusal}.");
        }

        // One future by limits says how long a future takes, and stands in where nothing is learnt.
        var began = time.GetTimestamp();
        var options = new ForecastOptions { StepBudget = StepBudget };
        var byLimits = StartForecast.ByLimits(outlook, [job.Id], options)[0];
        var futures = (int)Math.Clamp(budget / time.GetElapsedTime(began), 1, options.Futures);
        var learnt = StartForecast.Of(outlook, [job.Id], options with { Futures = futures })[0];
        var isLearnt = learnt.Unknown != UnknownStart.NothingLearnt;
        var isHeldToIt = isSubmitted && learnt.Futures >= FuturesToLearnFrom;
        var best = !isLearnt ? byLimits : isHeldToIt ? _outcomes.Correct(learnt) : _outcomes.Scaled(learnt);
        return ViewOf(best, isLearnt, isSubmitted ? job.Id.Value : null);
    }

    private StartView ViewOf(StartEstimate estimate, bool isLearnt, long? job) => new()
    {
        Job = job,
        Basis = estimate.StartsNow ? StartBasis.NextCycle
            : estimate.Unknown == UnknownStart.NeverByItself ? StartBasis.Never
            : isLearnt ? StartBasis.Runtimes
            : StartBasis.TimeLimits,
        At = estimate.At,
        P50Milliseconds = estimate.P50Milliseconds,
        P90Milliseconds = estimate.P90Milliseconds,
        Futures = estimate.Futures,
        Outcomes = isLearnt ? _outcomes.Count : 0,
        Code = estimate.Hold is { } hold ? JobViews.CodeOf((int)hold.Reason) : null,
    };
}
