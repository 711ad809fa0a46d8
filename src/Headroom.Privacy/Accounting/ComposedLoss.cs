using System.Numerics;

namespace Headroom.Privacy.Accounting;

/// <summary>The privacy loss of many equal steps one after another.</summary>
internal sealed class ComposedLoss
{
    private const double WidthLeast = 1e-4;
    private const int StepPointsMax = 1 << 20;
    private const int PointsMax = 1 << 21;

    // What lies outside of the window that is computed: added to every δ.
    private const double Outside = 1e-14;

    // Sums of millions of small chances are exact to about this.
    private const double Rounding = 1e-12;

    private readonly double[] _masses;
    private readonly long _first;
    private readonly double _width;
    private readonly double _infinite;

    private ComposedLoss(StepLoss step, long steps, long first, int points)
    {
        (_first, _width) = (first, step.Width);

        // 1 - (1 - p)^n, where p may be far below the last bit of 1.
        _infinite = Math.Min(1, steps * StepLoss.Infinite) + Outside + Rounding;
        var values = new Complex[points];
        for (var index = 0; index < step.Masses.Length; index++)
            values[Residue(step.First + index, points)] += step.Masses[index];

        Fourier.Transform(values, isInverse: false);
        for (var index = 0; index < points; index++)
        {
            var (size, angle) = (Complex.Abs(values[index]), values[index].Phase);
            values[index] = Complex.FromPolarCoordinates(Math.Pow(size, steps), angle * steps);
        }

        Fourier.Transform(values, isInverse: true);
        _masses = new double[points];
        for (var index = 0; index < points; index++) _masses[index] = values[Residue(first + index, points)].Real;
    }

    /// <summary>Composes steps.</summary>
    /// <param name="noise">Standard deviation of the noise over the sensitivity.</param>
    /// <param name="rate">Probability that a record is in a step, above 0.</param>
    /// <param name="steps">Steps, at least 1.</param>
    /// <param name="isAdded">Whether the neighbour has the record and the data does not; else the other way round.</param>
    public static ComposedLoss Of(double noise, double rate, long steps, bool isAdded)
    {
        for (var width = WidthLeast; ; width *= 2)
        {
            var step = StepLoss.Of(noise, rate, isAdded, width, StepPointsMax);
            var low = (long)Math.Floor(-Bound(step, steps, -1) / step.Width) - 1;
            var high = (long)Math.Ceiling(Bound(step, steps, 1) / step.Width) + 1;
            if (high - low < PointsMax)
                return new ComposedLoss(step, steps, low, (int)BitOperations.RoundUpToPowerOf2((uint)(high - low + 1)));

            width = step.Width;
        }
    }

    /// <summary>The least ε of at least 0 at a δ.</summary>
    public double Epsilon(double delta)
    {
        // δ(ε) is the mass above ε less e^ε times the neighbour's; between two points of the grid both stay.
        var (above, neighbour) = (_infinite, 0.0);
        if (above > delta) return double.PositiveInfinity;

        for (var index = _masses.Length - 1; index >= 0; index--)
        {
            var loss = (_first + index) * _width;
            if (above - Math.Exp(loss) * neighbour > delta || loss <= 0) break;

            above += _masses[index];
            neighbour += _masses[index] * Math.Exp(-loss);
        }

        return neighbour <= 0 || above <= delta ? 0 : Math.Max(0, Math.Log((above - delta) / neighbour));
    }

    /// <summary>The least δ at an ε.</summary>
    public double Delta(double epsilon)
    {
        var delta = _infinite;
        for (var index = _masses.Length - 1; index >= 0 && (_first + index) * _width > epsilon; index--)
            delta += _masses[index] * (1 - Math.Exp(epsilon - (_first + index) * _width));

        return Math.Clamp(delta, 0, 1);
    }

    // How far the sum of the losses goes to one side but for a chance of less than Outside: H. Chernoff, 1952.
    private static double Bound(StepLoss step, long steps, int side)
    {
        var best = double.PositiveInfinity;
        for (var factor = 1.0 / 64; factor <= 256; factor *= 2)
            best = Math.Min(best, (steps * step.LogMoment(side * factor) - Math.Log(Outside)) / factor);

        return best;
    }

    private static int Residue(long number, int points) => (int)(((number % points) + points) % points);
}
