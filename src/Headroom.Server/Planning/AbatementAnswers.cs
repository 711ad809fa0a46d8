using Headroom.Capacity.Abatement;
using Headroom.Client.Planning;

namespace Headroom.Server.Planning;

/// <summary>Mixes of measures.</summary>
internal static class AbatementAnswers
{
    private const int MeasuresMax = 1_000;
    private const double AmountMost = 1e15;

    // How much smaller and larger a gap may turn out.
    private static readonly double[] Scales = [0.8, 1.25];

    /// <summary>The cheapest mix.</summary>
    /// <exception cref="Loop.Refusal">The question is at fault.</exception>
    public static AbatementView Of(AbatementQuestion asked)
    {
        GapQuestion.Within("gap", asked.Gap, 0, AmountMost);
        GapQuestion.Within("budget", asked.Budget, 0, AmountMost);
        GapQuestion.Within("measures", asked.Measures.Count, 0, MeasuresMax);
        foreach (var measure in asked.Measures)
        {
            GapQuestion.Within("gpu_hours", measure.GpuHours, 0, AmountMost);
            GapQuestion.Within("cost_per_gpu_hour", measure.CostPerGpuHour, -AmountMost, AmountMost);
        }

        AbatementMeasure[] all =
        [
            .. asked.Measures.Select(one =>
                new AbatementMeasure(one.Name, one.Route, one.GpuHours, one.CostPerGpuHour, one.Ready)),
        ];
        var mix = AbatementMix.Of(all, asked.Gap, asked.By, asked.Budget);
        return new AbatementView(
            Of(mix),
            [.. mix.Steps.Select(step => Of(step.Measure, step.GpuHours))],
            [.. Scales.Select(scale => Of(AbatementMix.Of(all, asked.Gap * scale, asked.By, asked.Budget)))]);
    }

    private static MixView Of(AbatementMix mix) => new(mix.Gap, mix.Closed, mix.Open, mix.Cost, mix.MarginalCost);

    private static MeasureView Of(AbatementMeasure measure, double hours) =>
        new(measure.Name, measure.Route, hours, measure.CostPerGpuHour, measure.Ready);
}
