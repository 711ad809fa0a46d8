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
    public void Two_leaves_and_a_total_of_equal_variance_share_the_difference() => Assert.Equal(
        [11, 21, 32],
        Reconciliation.Reconcile([10, 20, 33], [1, 1, 1], [[0, 1]]).Select(value => Math.Round(value, 9)));

    [Fact]
    public void Forecasts_that_add_up_stay() => Assert.Equal(
        [1, 2, 3], Reconciliation.Reconcile([1, 2, 3], [1, 5, 9], [[0, 1]]).Select(value => Math.Round(value, 9)));
}
