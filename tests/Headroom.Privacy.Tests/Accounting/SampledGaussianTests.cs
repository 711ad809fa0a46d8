using System.Globalization;
using Headroom.Privacy.Accounting;
using Headroom.Testing;

namespace Headroom.Privacy.Tests.Accounting;

public sealed class SampledGaussianTests
{
    [Fact]
    public void The_figure_of_opacus_comes_out() =>
        Assert.Equal(7.32911117143, SampledGaussian.Epsilon(1.5, 0.04, 2_250, 1e-5).Epsilon, 7);

    [Fact]
    public void The_grid_of_opacus_comes_out()
    {
        var count = 0;
        foreach (var line in File.ReadLines(PublicData.Require("privacy/dp_accounting_golden.csv")).Skip(1))
        {
            var cells = line.Split(',');
            if (cells[5].Length == 0) continue;

            var expected = Number(cells[5]);
            var epsilon = SampledGaussian.Epsilon(
                Number(cells[0]), Number(cells[1]), (long)Number(cells[2]), Number(cells[3])).Epsilon;
            Assert.True(Math.Abs(epsilon - expected) <= 1e-6 * Math.Max(1, expected), $"{line}: {epsilon}");
            count++;
        }

        Assert.True(count > 100, $"{count} rows");
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
