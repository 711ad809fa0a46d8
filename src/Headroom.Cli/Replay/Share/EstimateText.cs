using Headroom.Cli.Output;
using Headroom.Simulation.Estimates;

namespace Headroom.Cli.Replay.Share;

/// <summary>Says when a job is expected to start in one sentence.</summary>
internal static class EstimateText
{
    /// <summary>The sentence.</summary>
    public static string Of(StartEstimate estimate) => estimate switch
    {
        { StartsNow: true } => "Estimated start: now.",
        { Unknown: UnknownStart.NeverByItself } =>
            "Estimated start: unknown, because it will not start unless what holds it is changed.",
        { Unknown: UnknownStart.NothingLearnt } =>
            "Estimated start: unknown, because no job has finished yet from which runtimes could be learnt.",
        { P50Milliseconds: null } =>
            $"Estimated start: unknown, because too few of {Futures(estimate)} came to it within their bounds.",
        { P90Milliseconds: null } =>
            $"Estimated start: in {Span(estimate.P50Milliseconds)} (p50), p90 unknown, from {Futures(estimate)}.",
        _ => $"Estimated start: in {Span(estimate.P50Milliseconds)} (p50) to {Span(estimate.P90Milliseconds)} (p90), "
            + $"from {Futures(estimate)}, not calibrated.",
    };

    private static string Futures(StartEstimate estimate) => $"{NumberText.Whole(estimate.Futures)} futures";

    private static string Span(long? milliseconds) => NumberText.Duration((milliseconds ?? 0) / 1000.0);
}
