namespace Headroom.Simulation.Estimates;

/// <summary>How good one kind of estimate was over some jobs.</summary>
public sealed record EstimateFigures
{
    private const long Minute = 60_000;

    /// <summary>Jobs that were estimated and started.</summary>
    public required int Jobs { get; init; }

    /// <summary>Share of them whose p50 was within one minute of the wait, 0 to 1.</summary>
    public required double WithinOneMinute { get; init; }

    /// <summary>Share within ten minutes, 0 to 1.</summary>
    public required double WithinTenMinutes { get; init; }

    /// <summary>Share that waited no longer than the p90, 0 to 1.</summary>
    public required double Covered { get; init; }

    /// <summary>Share that waited no longer than the p50, 0 to 1.</summary>
    public required double CoveredByHalf { get; init; }

    /// <summary>
    /// Mean pinball loss of p50 and p90 in minutes: a wait beyond a quantile q costs q for each minute, one below it
    /// 1 - q (Koenker and Bassett, Econometrica 46, 1978). Jobs with an unknown quantile do not count.
    /// </summary>
    public required double PinballMinutes { get; init; }

    /// <summary>
    /// Figures over trials whose job started. A quantile that is unknown is within nothing and covers nothing.
    /// </summary>
    /// <param name="trials">The trials.</param>
    /// <param name="kind">Picks the estimate.</param>
    public static EstimateFigures Of(IEnumerable<EstimateTrial> trials, Func<EstimateTrial, StartEstimate> kind)
    {
        var known = trials.Where(trial => trial.WaitMilliseconds is not null)
            .Select(trial => (Estimate: kind(trial), Wait: trial.WaitMilliseconds!.Value))
            .ToList();
        return new EstimateFigures
        {
            Jobs = known.Count,
            WithinOneMinute = Share(known, one => IsWithin(one.Estimate, one.Wait, Minute)),
            WithinTenMinutes = Share(known, one => IsWithin(one.Estimate, one.Wait, 10 * Minute)),
            Covered = Share(known, one => one.Wait <= one.Estimate.P90Milliseconds),
            CoveredByHalf = Share(known, one => one.Wait <= one.Estimate.P50Milliseconds),
            PinballMinutes = known
                .Where(one => one.Estimate is { P50Milliseconds: not null, P90Milliseconds: not null })
                .Select(one => LossOf(one.Estimate, one.Wait) / Minute)
                .DefaultIfEmpty(0)
                .Average(),
        };
    }

    private static double Share<T>(List<T> items, Func<T, bool> holds) =>
        items.Count == 0 ? 0 : (double)items.Count(holds) / items.Count;

    private static bool IsWithin(StartEstimate estimate, long wait, long distance) =>
        estimate.P50Milliseconds is { } half && Math.Abs(half - wait) <= distance;

    private static double LossOf(StartEstimate estimate, long wait) =>
        (Loss(wait - estimate.P50Milliseconds!.Value, 0.5) + Loss(wait - estimate.P90Milliseconds!.Value, 0.9)) / 2;

    private static double Loss(long beyond, double quantile) =>
        beyond > 0 ? quantile * beyond : (quantile - 1) * beyond;
}
