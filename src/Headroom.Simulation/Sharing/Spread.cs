namespace Headroom.Simulation.Sharing;

/// <summary>What a figure came to over many jobs; all 0 over none.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Median">The entry at floor(n / 2) of the sorted list.</param>
/// <param name="P99">The entry at floor(0.99 n) of the sorted list, as published experiments count.</param>
public sealed record Spread(double Mean, double Median, double P99)
{
    /// <summary>Over the given values, which are sorted for it.</summary>
    internal static Spread Of(List<double> values)
    {
        if (values.Count == 0) return new Spread(0, 0, 0);

        values.Sort();
        return new Spread(values.Sum() / values.Count, values[values.Count / 2], values[values.Count * 99 / 100]);
    }
}
