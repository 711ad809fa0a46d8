using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Chance;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Estimates;

/// <summary>
/// Replays jobs, estimates the start of some at their submission from what had happened before, and tells what came of
/// it. The replay itself is not changed by it.
/// </summary>
public static class EstimateReplay
{
    /// <summary>Trials in order of time.</summary>
    /// <exception cref="ArgumentException">Something is out of range; the message names what and how.</exception>
    public static IReadOnlyList<EstimateTrial> Run(
        IReadOnlyList<SharedJob> jobs, Fleet fleet, SharingPolicy policy, IPoolScheduler scheduler,
        EstimateTrialOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Jobs, 1);
        if (options.Forecast.Fault() is { } fault) throw new ArgumentException(fault, nameof(options));

        var inOrder = jobs.Select(job => job.Job)
            .OrderBy(job => job.SubmittedMilliseconds).ThenBy(job => job.Id)
            .ToList();
        var (first, heldOut) = (PlaceOf(options.LearnOnlyPermille), PlaceOf(options.HeldOutPermille));
        var ranks = Chosen(first, inOrder.Count, options);
        var rankOf = ranks.ToDictionary(rank => inOrder[rank].Id);
        var estimating = new EstimatingScheduler(
            scheduler, inOrder, ranks.Select(rank => inOrder[rank].Id).ToHashSet(), options.Forecast,
            new KnownRuntimes(jobs.ToDictionary(job => job.Job.Id, job => job.RuntimeMilliseconds)));
        var run = SharingReplay.Run(jobs, fleet, policy, estimating, new SharingOptions { KeepJobs = true });
        var starts = run.Outcomes.ToDictionary(outcome => outcome.Job, outcome => outcome.Started);

        return
        [
            .. estimating.Trials.Select(trial => trial with
            {
                WaitMilliseconds = starts[trial.Raw.Job] - trial.Raw.At,
                IsHeldOut = rankOf[trial.Raw.Job] >= heldOut,
            }),
        ];

        int PlaceOf(int permille) => (int)((long)inOrder.Count * Math.Clamp(permille, 0, 1000) / 1000);
    }

    // Each job from the first on is chosen alike often.
    private static List<int> Chosen(int first, int count, EstimateTrialOptions options)
    {
        var chance = new Pcg32(options.Seed);
        var chosen = new List<int>();
        for (var rank = first; rank < count; rank++)
        {
            if (chance.Below((uint)(count - first)) < options.Jobs) chosen.Add(rank);
        }

        return chosen;
    }
}
