using System.Globalization;
using Headroom.Privacy.Accounting;
using Headroom.Testing;

namespace Headroom.Privacy.Tests.Accounting;

public sealed class PrivacyLossTests
{
    [Fact]
    public void The_fine_figures_of_dp_accounting_come_out_and_are_not_undercut()
    {
        foreach (var row in Rows("dp_pld_fine.csv"))
        {
            var epsilon = PrivacyLoss.Epsilon(row[0], row[1], (long)row[2], row[3]);
            var delta = PrivacyLoss.Delta(row[0], row[1], (long)row[2], 1);
            Assert.InRange(epsilon, row[4], row[4] + 1e-5);
            Assert.InRange(delta, row[5] - 1e-6, row[5] + 1e-6);
        }
    }

    [Fact]
    public void One_step_with_every_record_is_the_gaussian_mechanism_exactly()
    {
        // Balle and Wang, Improving the Gaussian Mechanism for Differential Privacy, 2018, theorem 8.
        (double, double, double)[] known = [(1, 1, 0.12693673750664397), (2, 0, 0.19741265136584736)];
        foreach (var (noise, epsilon, delta) in known)
            Assert.Equal(delta, PrivacyLoss.Delta(noise, 1, 1, epsilon), 8);
    }

    [Theory]
    [InlineData(1.5, 0.04, 2_250)]
    [InlineData(1, 0.01, 1_000)]
    [InlineData(0.8, 0.001, 100)]
    public void It_is_tighter_than_by_orders_and_grows_with_steps(double noise, double rate, long steps)
    {
        var epsilon = PrivacyLoss.Epsilon(noise, rate, steps, 1e-5);

        Assert.InRange(epsilon, 0, SampledGaussian.Epsilon(noise, rate, steps, 1e-5).Epsilon);
        Assert.True(epsilon < PrivacyLoss.Epsilon(noise, rate, 2 * steps, 1e-5));
        Assert.True(epsilon > PrivacyLoss.Epsilon(noise * 1.1, rate, steps, 1e-5));
    }

    [Fact]
    public void Nothing_is_told_without_steps_and_values_out_of_range_are_refused()
    {
        Assert.Equal(0, PrivacyLoss.Epsilon(1, 0.1, 0, 1e-5));
        Assert.Equal(0, PrivacyLoss.Epsilon(1, 0, 10, 1e-5));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivacyLoss.Epsilon(0, 0.1, 1, 1e-5));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivacyLoss.Epsilon(1, 1.1, 1, 1e-5));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivacyLoss.Epsilon(1, 0.1, 1, 1e-11));
    }

    private static IEnumerable<double[]> Rows(string file) => File.ReadLines(PublicData.Require($"privacy/{file}")).Skip(1)
        .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray());
}
