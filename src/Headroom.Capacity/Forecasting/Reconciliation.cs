namespace Headroom.Capacity.Forecasting;

/// <summary>
/// Makes forecasts of a hierarchy add up: the combination of least variance (MinT; Wickramasuriya, Athanasopoulos and
/// Hyndman, "Optimal forecast reconciliation through trace minimization", Journal of the American Statistical
/// Association 114, 2019), in the form that solves for the aggregates only.
/// </summary>
public static class Reconciliation
{
    /// <summary>Reconciled values of one step: leaves first as given, then aggregates.</summary>
    /// <param name="values">Forecasts of the leaves, then of the aggregates.</param>
    /// <param name="variances">Error variances in the same order; those not above zero count as tiny.</param>
    /// <param name="leavesOf">For each aggregate, the indexes of the leaves that add up to it.</param>
    public static double[] Reconcile(
        IReadOnlyList<double> values, IReadOnlyList<double> variances, IReadOnlyList<IReadOnlyList<int>> leavesOf)
    {
        var leaves = values.Count - leavesOf.Count;
        var floor = 1e-9 * Math.Max(variances.Max(), 1e-9);
        double Variance(int index) => Math.Max(variances[index], floor);

        // What each aggregate says against the sum of its leaves, divided up by variances: with C = [-S, I] the
        // correction is W C' (C W C')^-1 C y.
        var size = leavesOf.Count;
        var matrix = new double[size, size];
        var gaps = new double[size];
        var members = leavesOf.Select(list => list.ToHashSet()).ToArray();
        for (var i = 0; i < size; i++)
        {
            gaps[i] = values[leaves + i] - leavesOf[i].Sum(leaf => values[leaf]);
            for (var j = 0; j < size; j++)
            {
                matrix[i, j] = leavesOf[i].Where(members[j].Contains).Sum(Variance);
                if (i == j) matrix[i, j] += Variance(leaves + i);
            }
        }

        var shares = Solve(matrix, gaps);
        var reconciled = values.ToArray();
        for (var i = 0; i < size; i++)
        {
            foreach (var leaf in leavesOf[i]) reconciled[leaf] += Variance(leaf) * shares[i];
        }

        for (var i = 0; i < size; i++) reconciled[leaves + i] = leavesOf[i].Sum(leaf => reconciled[leaf]);
        return reconciled;
    }

    /// <summary>Reconciled values of one step by the whole covariance of their errors.</summary>
    /// <param name="values">Forecasts of the leaves, then of the aggregates.</param>
    /// <param name="covariance">Of their errors, in the same order; symmetric.</param>
    /// <param name="leavesOf">For each aggregate, the indexes of the leaves that add up to it.</param>
    public static double[] Reconcile(
        IReadOnlyList<double> values, double[,] covariance, IReadOnlyList<IReadOnlyList<int>> leavesOf)
    {
        var (size, leaves) = (leavesOf.Count, values.Count - leavesOf.Count);
        var widest = Enumerable.Range(0, values.Count).Max(index => covariance[index, index]);
        var floor = 1e-9 * Math.Max(widest, 1e-9);

        // C W, with C = [-S, I]: the covariance of what each aggregate says against its leaves with every forecast.
        var against = new double[size, values.Count];
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < values.Count; k++)
                against[i, k] = covariance[leaves + i, k] - leavesOf[i].Sum(leaf => covariance[leaf, k]);
        }

        var matrix = new double[size, size];
        var gaps = new double[size];
        for (var i = 0; i < size; i++)
        {
            gaps[i] = values[leaves + i] - leavesOf[i].Sum(leaf => values[leaf]);
            for (var j = 0; j < size; j++)
                matrix[i, j] = against[i, leaves + j] - leavesOf[j].Sum(leaf => against[i, leaf]);
            matrix[i, i] += floor;
        }

        var shares = Solve(matrix, gaps);
        var reconciled = values.ToArray();
        for (var leaf = 0; leaf < leaves; leaf++)
        {
            for (var i = 0; i < size; i++) reconciled[leaf] -= against[i, leaf] * shares[i];
        }

        for (var i = 0; i < size; i++) reconciled[leaves + i] = leavesOf[i].Sum(leaf => reconciled[leaf]);
        return reconciled;
    }

    // Cholesky: the matrix is symmetric and, by the variances on its diagonal, positive.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum -= matrix[i, k] * matrix[j, k];
                matrix[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-300)) : sum / matrix[j, j];
            }
        }

        var solution = right.ToArray();
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++) solution[i] -= matrix[i, k] * solution[k];
            solution[i] /= matrix[i, i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++) solution[i] -= matrix[k, i] * solution[k];
            solution[i] /= matrix[i, i];
        }

        return solution;
    }
}
