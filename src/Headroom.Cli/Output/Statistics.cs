namespace Headroom.Cli.Output;

/// <summary>Mean and deviation of a quantity over several runs; runs without a value do not count.</summary>
/// <param name="Mean">Null when no run has a value.</param>
/// <param name="Deviation">Sample standard deviation; null with fewer than two values.</param>
internal sealed record Statistics(double? Mean, double? Deviation)
{
    public static Statistics Of(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().ToArray();
        if (known.Length == 0) return new Statistics(null, null);

        var mean = known.Average();
        if (known.Length < 2) return new Statistics(mean, null);

        var squares = known.Sum(value => (value - mean) * (value - mean));
        return new Statistics(mean, Math.Sqrt(squares / (known.Length - 1)));
    }
}
