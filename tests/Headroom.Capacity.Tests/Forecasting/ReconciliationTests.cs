using CsCheck;
using Headroom.Capacity.Forecasting;

namespace Headroom.Capacity.Tests.Forecasting;

public sealed class ReconciliationTests
{
    private static readonly int[][] Tree = [[0, 1], [2, 3], [0, 1, 2, 3]];

    [Fact]
    public void Reconciled_forecasts_add_up() =>
        Gen.Select(Gen.Double[0, 1000].Array[7], Gen.Double[0.1, 100].Array[7]).Sample((values, variances) =>
        {
            var reconciled = Reconciliation.Reconcile(values, variances, Tree);

            Assert.Equal(reconciled[0] + reconciled[1], reconciled[4], tolerance: 1e-6);
            Assert.Equal(reconciled[2] + reconciled[3], reconciled[5], tolerance: 1e-6);
            Assert.Equal(reconciled[4] + reconciled[5], reconciled[6], tolerance: 1e-6);
        });

    [Fact]
    public void A_diagonal_matrix_is_the_same_as_its_variances() =>
        Gen.Select(Gen.Double[0, 1000].Array[7], Gen.Double[0.1, 100].Array[7]).Sample((values, variances) =>
        {
            var matrix = new double[7, 7];
            for (var i = 0; i < 7; i++) matrix[i, i] = variances[i];

            var whole = Reconciliation.Reconcile(values, matrix, Tree);

            Assert.Equal(Reconciliation.Reconcile(values, variances, Tree), whole, (a, b) => Math.Abs(a - b) < 0.01);
        });

    [Fact]
    public void Errors_that_go_together_share_a_difference_unevenly()
    {
        // The first leaf errs with the total, the second on its own: by hand, W C' (C W C')^-1 C y.
        double[,] matrix = { { 4, 0, 3 }, { 0, 1, 0 }, { 3, 0, 4 } };

        var reconciled = Reconciliation.Reconcile([10, 20, 33], matrix, [[0, 1]]);

        Assert.Equal([11, 21, 32], reconciled.Select(value => Math.Round(value, 6)));
    }

    [Fact]
    public void A_covariance_of_errors_is_shrunk_where_it_is_uncertain()
    {
        double[] errors = [1, -2, 3, -1, 2, -3, 1, -1];
        double[] alike = [.. errors.Select(error => 2 * error)];
        double[] other = [1, 1, -1, -1, 1, 1, -1, -1];

        var matrix = ErrorCovariance.Shrunk([errors, alike, other]);

        Assert.Equal(30.0 / 7, matrix[0, 0], tolerance: 1e-9);
        Assert.Equal(matrix[0, 1], matrix[1, 0]);
        Assert.InRange(matrix[0, 1], 0.5 * 60 / 7, 60.0 / 7);
        Assert.True(Math.Abs(matrix[0, 2]) < Math.Abs(matrix[0, 1]) / 4);
    }

    [Fact]
    public void Two_leaves_and_a_total_of_equal_variance_share_the_difference() => Assert.Equal(
        [11, 21, 32],
        Reconciliation.Reconcile([10, 20, 33], [1, 1, 1], [[0, 1]]).Select(value => Math.Round(value, 9)));

    [Fact]
    public void Forecasts_that_add_up_stay() => Assert.Equal(
        [1, 2, 3], Reconciliation.Reconcile([1, 2, 3], [1, 5, 9], [[0, 1]]).Select(value => Math.Round(value, 9)));
}
