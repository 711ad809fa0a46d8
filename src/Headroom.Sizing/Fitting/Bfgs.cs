namespace Headroom.Sizing.Fitting;

/// <summary>
/// Goes downhill on a function with a gradient: the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno
/// (Nocedal and Wright, "Numerical Optimization", 2006, algorithm 6.1) with a backtracking line search.
/// </summary>
internal static class Bfgs
{
    private const double Decrease = 1e-4;
    private const int HalvingsMax = 50;

    /// <summary>Value at a point; fills the gradient there.</summary>
    public delegate double Objective(double[] point, double[] gradient);

    /// <summary>The low point reached from <paramref name="start"/>, and its value.</summary>
    public static (double[] Point, double Value) Minimum(Objective objective, double[] start, int stepsMax)
    {
        var size = start.Length;
        var point = start.ToArray();
        var gradient = new double[size];
        var value = objective(point, gradient);
        var inverse = Identity(size);
        var isFresh = true;
        for (var step = 0; step < stepsMax; step++)
        {
            var direction = Times(inverse, gradient, -1);
            var slope = Dot(direction, gradient);
            if (!(slope < 0))
            {
                (inverse, isFresh) = (Identity(size), true);
                direction = Array.ConvertAll(gradient, part => -part);
                slope = Dot(direction, gradient);
                if (slope == 0) break;
            }

            var length = isFresh ? Math.Min(1, 1 / Math.Sqrt(-slope)) : 1.0;
            var nextGradient = new double[size];
            var next = Moved(point, direction, length);
            var nextValue = objective(next, nextGradient);
            for (var i = 0; i < HalvingsMax && !(nextValue <= value + Decrease * length * slope); i++)
            {
                length /= 2;
                next = Moved(point, direction, length);
                nextValue = objective(next, nextGradient);
            }

            if (!(nextValue < value))
            {
                if (isFresh) break;

                // A curvature learnt elsewhere may mislead: once more, straight down.
                (inverse, isFresh) = (Identity(size), true);
                continue;
            }

            isFresh = !Learn(inverse, Difference(next, point), Difference(nextGradient, gradient), isFresh);
            var gain = value - nextValue;
            (point, value, gradient) = (next, nextValue, nextGradient);
            if (gain <= 1e-12 * Math.Abs(value)) break;
        }

        return (point, value);
    }

    // Returns whether the curvature along the step was positive, so that something was learnt.
    private static bool Learn(double[,] inverse, double[] step, double[] change, bool isFresh)
    {
        var curvature = Dot(step, change);
        if (!(curvature > 1e-14 * Math.Sqrt(Dot(step, step) * Dot(change, change)))) return !isFresh;

        var size = step.Length;
        if (isFresh)
        {
            var scale = curvature / Dot(change, change);
            for (var i = 0; i < size; i++) inverse[i, i] = scale;
        }

        var moved = Times(inverse, change, 1);
        var factor = (1 + Dot(change, moved) / curvature) / curvature;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                inverse[i, j] += factor * step[i] * step[j] - (moved[i] * step[j] + step[i] * moved[j]) / curvature;
        }

        return true;
    }

    private static double[,] Identity(int size)
    {
        var identity = new double[size, size];
        for (var i = 0; i < size; i++) identity[i, i] = 1;
        return identity;
    }

    private static double[] Times(double[,] matrix, double[] vector, double factor)
    {
        var product = new double[vector.Length];
        for (var i = 0; i < product.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++) product[i] += factor * matrix[i, j] * vector[j];
        }

        return product;
    }

    private static double[] Moved(double[] point, double[] direction, double length)
    {
        var moved = new double[point.Length];
        for (var i = 0; i < moved.Length; i++) moved[i] = point[i] + length * direction[i];
        return moved;
    }

    private static double[] Difference(double[] left, double[] right)
    {
        var difference = new double[left.Length];
        for (var i = 0; i < difference.Length; i++) difference[i] = left[i] - right[i];
        return difference;
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
