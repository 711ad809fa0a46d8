namespace Headroom.Capacity.Forecasting;

/// <summary>
/// The simplex method of Nelder and Mead (The Computer Journal 7, 1965) with its usual coefficients: finds a low point
/// of a function that has no derivative to offer. Deterministic.
/// </summary>
internal static class NelderMead
{
    /// <summary>Moves <paramref name="start"/> to a low point of <paramref name="function"/> and returns it.</summary>
    public static double[] Minimum(Func<double[], double> function, double[] start, double step, int callsMax)
    {
        var size = start.Length;
        var points = new double[size + 1][];
        var values = new double[size + 1];
        for (var i = 0; i <= size; i++)
        {
            points[i] = [.. start];
            if (i > 0) points[i][i - 1] += step;
            values[i] = function(points[i]);
        }

        for (var calls = size + 1; calls < callsMax; calls++)
        {
            Array.Sort(values, points);
            if (values[size] - values[0] <= 1e-8 * (Math.Abs(values[0]) + 1e-12)) break;

            var reflected = Along(points, -1);
            var value = function(reflected);
            if (value < values[0])
            {
                var expanded = Along(points, -2);
                calls++;
                var further = function(expanded);
                (points[size], values[size]) = further < value ? (expanded, further) : (reflected, value);
            }
            else if (value < values[size - 1])
            {
                (points[size], values[size]) = (reflected, value);
            }
            else
            {
                var contracted = Along(points, value < values[size] ? -0.5 : 0.5);
                calls++;
                var nearer = function(contracted);
                if (nearer < Math.Min(value, values[size]))
                    (points[size], values[size]) = (contracted, nearer);
                else
                    calls += Shrink(function, points, values);
            }
        }

        Array.Sort(values, points);
        return points[0];
    }

    // The centre of all but the worst point, moved towards the worst by the factor, or away from it below zero.
    private static double[] Along(double[][] points, double factor)
    {
        var size = points.Length - 1;
        var result = new double[size];
        for (var j = 0; j < size; j++)
        {
            var centre = 0.0;
            for (var i = 0; i < size; i++) centre += points[i][j];
            centre /= size;
            result[j] = centre + factor * (points[size][j] - centre);
        }

        return result;
    }

    private static int Shrink(Func<double[], double> function, double[][] points, double[] values)
    {
        for (var i = 1; i < points.Length; i++)
        {
            for (var j = 0; j < points[i].Length; j++) points[i][j] = (points[i][j] + points[0][j]) / 2;
            values[i] = function(points[i]);
        }

        return points.Length - 1;
    }
}
