namespace Headroom.Capacity.Forecasting;

/// <summary>
/// The simplex method of Nelder and Mead (The Computer Journal 7, 1965) in the form of Nash (Compact Numerical Methods
/// for Computers, 1990, algorithm 19), step by step as R's <c>optim</c> goes: finds a low point of a function that has
/// no derivative to offer. Deterministic. Where the function is infinite the search does not go.
/// </summary>
internal sealed class NelderMead
{
    private readonly Func<double[], double> _function;
    private readonly double[][] _points;
    private readonly double[] _values;
    private int _low;
    private int _calls;

    private NelderMead(Func<double[], double> function, double[] start, double step)
    {
        _function = function;
        _points = new double[start.Length + 1][];
        _values = new double[_points.Length];
        for (var i = 0; i < _points.Length; i++)
        {
            _points[i] = [.. start];
            if (i > 0) _points[i][i - 1] += step;
            _values[i] = Call(_points[i]);
        }
    }

    /// <summary>Moves <paramref name="start"/> to a low point of <paramref name="function"/> and returns it.</summary>
    /// <param name="function">The function; finite at the start.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="step">How far the first corners are away, each along one axis.</param>
    /// <param name="callsMax">About how often the function may be called.</param>
    /// <param name="tolerance">It ends when the corners differ by no more than so much of the first value.</param>
    public static double[] Minimum(
        Func<double[], double> function, double[] start, double step, int callsMax, double tolerance = 1e-8)
    {
        var search = new NelderMead(function, start, step);
        search.Run(callsMax, tolerance);
        return search._points[search._low];
    }

    private void Run(int callsMax, double tolerance)
    {
        var near = tolerance * (Math.Abs(_values[0]) + tolerance);
        var size = double.PositiveInfinity;
        do
        {
            var high = FindEnds();
            if (_values[high] <= _values[_low] + near) return;
            if (Improve(high)) continue;

            var smaller = Shrink();
            if (smaller >= size) return;

            size = smaller;
        }
        while (_calls <= callsMax);
    }

    // The corner of the highest value; the lowest one is kept, and of equal ones stays the same.
    private int FindEnds()
    {
        var (high, start) = (_low, _low);
        for (var i = 0; i < _points.Length; i++)
        {
            if (i == start) continue;
            if (_values[i] < _values[_low]) _low = i;
            if (_values[i] > _values[high]) high = i;
        }

        return high;
    }

    // Whether the worst corner could be moved to a better place, or at least no farther out.
    private bool Improve(int high)
    {
        var (worst, centre) = (_values[high], Centre(high));
        var reflected = Between(centre, _points[high], -1);
        var value = Call(reflected);
        if (value < _values[_low])
        {
            var expanded = Between(centre, reflected, 2);
            var further = Call(expanded);
            if (further < value) Replace(high, expanded, further);
            else Replace(high, reflected, value);
            return true;
        }

        if (value < worst) Replace(high, reflected, value);
        var contracted = Between(centre, _points[high], 0.5);
        var nearer = Call(contracted);
        if (nearer < _values[high]) Replace(high, contracted, nearer);
        else return value < worst;

        return true;
    }

    // All corners half way to the lowest one; how far they are from it then.
    private double Shrink()
    {
        var size = 0.0;
        for (var i = 0; i < _points.Length; i++)
        {
            if (i == _low) continue;

            _points[i] = Between(_points[_low], _points[i], 0.5);
            _values[i] = Call(_points[i]);
            for (var j = 0; j < _points[i].Length; j++) size += Math.Abs(_points[i][j] - _points[_low][j]);
        }

        return size;
    }

    private double[] Centre(int without)
    {
        var centre = new double[_points.Length - 1];
        for (var j = 0; j < centre.Length; j++)
        {
            var sum = -_points[without][j];
            foreach (var point in _points) sum += point[j];
            centre[j] = sum / centre.Length;
        }

        return centre;
    }

    // From one point to the other by a factor: 0 is the first, 1 the second.
    private static double[] Between(double[] from, double[] to, double factor)
    {
        var point = new double[from.Length];
        for (var j = 0; j < point.Length; j++) point[j] = (1 - factor) * from[j] + factor * to[j];
        return point;
    }

    private void Replace(int corner, double[] point, double value) =>
        (_points[corner], _values[corner]) = (point, value);

    private double Call(double[] point)
    {
        _calls++;
        return _function(point);
    }
}
