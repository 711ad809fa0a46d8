namespace Headroom.Cli.Reports;

/// <summary>Maps values to places along one direction of a drawing.</summary>
internal sealed record Scale(double Least, double Most, double From, double To)
{
    // Distances between ticks that people count in, as multiples of a power of ten.
    private static readonly double[] RoundSteps = [1, 2, 2.5, 5, 10];

    public double Place(double value) => From + (value - Least) / (Most - Least) * (To - From);

    /// <summary>Round values within the scale, about <paramref name="count"/> of them, ascending.</summary>
    public IReadOnlyList<double> Ticks(int count)
    {
        var step = Step(count);
        var first = Math.Ceiling(Least / step - 1e-9);
        var last = Math.Floor(Most / step + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(index => (first + index) * step)];
    }

    /// <summary>A round distance that divides the scale into at most <paramref name="count"/> parts.</summary>
    public double Step(int count) => RoundStep((Most - Least) / count);

    /// <summary>The smallest scale with round ends that holds both values.</summary>
    public static (double Least, double Most) RoundRange(double least, double most, int count)
    {
        if (most - least < 1e-9) (least, most) = (least - 0.5, most + 0.5);

        var step = RoundStep((most - least) / count);
        return (Math.Floor(least / step + 1e-9) * step, Math.Ceiling(most / step - 1e-9) * step);
    }

    private static double RoundStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * RoundSteps.First(step => step * power >= rough * (1 - 1e-9));
    }
}
