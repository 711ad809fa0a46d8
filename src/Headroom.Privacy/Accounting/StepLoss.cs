namespace Headroom.Privacy.Accounting;

/// <summary>
/// The privacy loss of one step on a grid. What lies between two points of the grid is shared out between them so that
/// neither the probability under the data nor that under its neighbour changes: then no δ is below the real one.
/// </summary>
internal sealed class StepLoss
{
    // Beyond nine, on both sides, is 2.3e-19 of a Gaussian.
    private const double Reach = 9;
    private const double PieceMax = 0.125;

    // Points and weights of Gauss and Legendre on (-1, 1), five of them (Abramowitz and Stegun, table 25.4).
    private static readonly (double Point, double Weight)[] Gauss =
    [
        (0, 128 / 225.0),
        (-Math.Sqrt(5 - 2 * Math.Sqrt(10 / 7.0)) / 3, (322 + 13 * Math.Sqrt(70)) / 900),
        (Math.Sqrt(5 - 2 * Math.Sqrt(10 / 7.0)) / 3, (322 + 13 * Math.Sqrt(70)) / 900),
        (-Math.Sqrt(5 + 2 * Math.Sqrt(10 / 7.0)) / 3, (322 - 13 * Math.Sqrt(70)) / 900),
        (Math.Sqrt(5 + 2 * Math.Sqrt(10 / 7.0)) / 3, (322 - 13 * Math.Sqrt(70)) / 900),
    ];

    private readonly double _noise;
    private readonly double _rate;
    private readonly bool _isAdded;

    private StepLoss(double noise, double rate, bool isAdded, double width)
    {
        (_noise, _rate, _isAdded, Width) = (noise, rate, isAdded, width);
        var (low, high) = (-Reach * noise, 1 + Reach * noise);
        var (one, other) = (Loss(low), Loss(high));
        First = (long)Math.Floor(Math.Min(one, other) / width) - 1;
        Masses = new double[(long)Math.Ceiling(Math.Max(one, other) / width) - First + 3];
        for (var at = low; at < high;) at = Share(at, high);
    }

    /// <summary>Distance of two points of the grid.</summary>
    public double Width { get; }

    /// <summary>Number of the grid's first point with a mass; its loss is that times <see cref="Width"/>.</summary>
    public long First { get; }

    /// <summary>Probability of each loss from <see cref="First"/> on.</summary>
    public double[] Masses { get; }

    /// <summary>Most probability of what is beyond the reach: it counts as a loss without end.</summary>
    public static double Infinite => 3e-19;

    /// <summary>The loss of a step.</summary>
    /// <param name="noise">Standard deviation over the sensitivity.</param>
    /// <param name="rate">Probability that the record is in the step.</param>
    /// <param name="isAdded">Whether the neighbour has the record and the data does not; else the other way round.</param>
    /// <param name="width">Distance of two points of the grid, at least.</param>
    /// <param name="pointsMax">Most points of the grid: it is made coarser for that.</param>
    public static StepLoss Of(double noise, double rate, bool isAdded, double width, int pointsMax)
    {
        var range = Math.Abs(LossOf(noise, rate, 1 + Reach * noise) - LossOf(noise, rate, -Reach * noise));
        return new StepLoss(noise, rate, isAdded, Math.Max(width, range / pointsMax));
    }

    /// <summary>Logarithm of the mean of the exponential of <paramref name="factor"/> times the loss.</summary>
    public double LogMoment(double factor)
    {
        var highest = double.NegativeInfinity;
        var sum = 0.0;
        for (var index = 0; index < Masses.Length; index++)
        {
            if (Masses[index] <= 0) continue;

            var term = factor * (First + index) * Width + Math.Log(Masses[index]);
            if (term > highest) (sum, highest) = (sum * Math.Exp(highest - term) + 1, term);
            else sum += Math.Exp(term - highest);
        }

        return highest + Math.Log(sum);
    }

    // One piece of the outputs that lies between two points of the grid; returns its end.
    private double Share(double from, double high)
    {
        var direction = _isAdded ? -1 : 1;
        var loss = Loss(from);
        var cell = _isAdded ? (long)Math.Ceiling(loss / Width) - 1 : (long)Math.Floor(loss / Width);
        var end = Math.Min(high, from + PieceMax * _noise);
        var crossing = Output((_isAdded ? cell : cell + 1) * Width);
        if (crossing <= from) (cell, crossing) = (cell + direction, Output((_isAdded ? cell - 1 : cell + 2) * Width));
        if (crossing > from && crossing < end) end = crossing;

        var (middle, half) = ((from + end) / 2, (end - from) / 2);
        var (lower, upper) = ((double)cell * Width, (cell + 1.0) * Width);
        var (below, above) = (0.0, 0.0);
        foreach (var (point, weight) in Gauss)
        {
            var output = middle + half * point;
            var mass = weight * half * Density(output);
            var share = Math.Clamp(Expm1(upper - Loss(output)) / Expm1(upper - lower), 0, 1);
            below += mass * share;
            above += mass * (1 - share);
        }

        Masses[cell - First] += below;
        Masses[cell + 1 - First] += above;
        return end;
    }

    private double Loss(double output) => _isAdded ? -LossOf(_noise, _rate, output) : LossOf(_noise, _rate, output);

    // ln(1 - q + q exp((2x - 1) / 2σ²)): the mixture over the Gaussian at 0.
    private static double LossOf(double noise, double rate, double output)
    {
        var exponent = (2 * output - 1) / (2 * noise * noise);
        return rate == 1 ? exponent
            : exponent > 0 ? exponent + Math.Log(rate + (1 - rate) * Math.Exp(-exponent))
            : Log1p(rate * Expm1(exponent));
    }

    // The output that has a loss which one has.
    private double Output(double loss)
    {
        var value = _isAdded ? -loss : loss;
        var exponent = value > 700 ? value - Math.Log(_rate) : Math.Log((Expm1(value) + _rate) / _rate);
        return _noise * _noise * exponent + 0.5;
    }

    private double Density(double output)
    {
        var zero = Normal(output);
        return _isAdded ? zero : (1 - _rate) * zero + _rate * Normal(output - 1);
    }

    private double Normal(double output) =>
        Math.Exp(-output * output / (2 * _noise * _noise)) / (_noise * Math.Sqrt(2 * Math.PI));

    private static double Expm1(double x) =>
        Math.Abs(x) < 1e-5 ? x + x * x / 2 + x * x * x / 6 : Math.Exp(x) - 1;

    private static double Log1p(double x) =>
        Math.Abs(x) < 1e-4 ? x - x * x / 2 + x * x * x / 3 - x * x * x * x / 4 : Math.Log(1 + x);
}
