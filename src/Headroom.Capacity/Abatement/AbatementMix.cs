namespace Headroom.Capacity.Abatement;

/// <summary>The measures that close a gap at the least cost, cheapest first.</summary>
/// <param name="Steps">What is taken of each measure, in accelerator-hours.</param>
/// <param name="Gap">Accelerator-hours to close.</param>
public sealed record AbatementMix(IReadOnlyList<(AbatementMeasure Measure, double GpuHours)> Steps, double Gap)
{
    /// <summary>Accelerator-hours closed.</summary>
    public double Closed => Steps.Sum(step => step.GpuHours);

    /// <summary>What stays open.</summary>
    public double Open => Math.Max(0, Gap - Closed);

    /// <summary>Cost of all that is taken.</summary>
    public double Cost => Steps.Sum(step => step.GpuHours * step.Measure.CostPerGpuHour);

    /// <summary>What the dearest accelerator-hour of it costs; null where nothing is taken.</summary>
    public double? MarginalCost => Steps.Count > 0 ? Steps[^1].Measure.CostPerGpuHour : null;

    /// <summary>
    /// The cheapest mix: measures that are ready in time, by cost and then by name, each taken whole until the gap is
    /// closed or the budget spent. As every accelerator-hour counts alike, no other choice costs less.
    /// </summary>
    /// <param name="measures">Measures, in any order.</param>
    /// <param name="gap">Accelerator-hours to close, at least 0.</param>
    /// <param name="by">Day by which a measure has to be ready.</param>
    /// <param name="budget">Most that all may cost; null for no limit.</param>
    public static AbatementMix Of(
        IReadOnlyList<AbatementMeasure> measures, double gap, DateOnly by, double? budget = null)
    {
        var steps = new List<(AbatementMeasure, double)>();
        var (open, left) = (gap, budget ?? double.PositiveInfinity);
        var ordered = measures.Where(measure => measure.Ready <= by)
            .OrderBy(measure => measure.CostPerGpuHour).ThenBy(measure => measure.Name, StringComparer.Ordinal);
        foreach (var measure in ordered)
        {
            var cost = measure.CostPerGpuHour;
            var hours = Math.Min(measure.GpuHours, open);
            if (cost > 0) hours = Math.Min(hours, left / cost);
            if (hours <= 0) continue;

            steps.Add((measure, hours));
            open -= hours;
            left -= hours * cost;
        }

        return new AbatementMix(steps, gap);
    }
}
