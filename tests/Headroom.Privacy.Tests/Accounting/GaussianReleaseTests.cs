using Headroom.Privacy.Accounting;

namespace Headroom.Privacy.Tests.Accounting;

public sealed class GaussianReleaseTests
{
    [Theory]
    [InlineData(0.5, 1e-5)]
    [InlineData(1, 1e-6)]
    [InlineData(2, 1e-5)]
    [InlineData(8, 1e-9)]
    public void It_is_what_privacy_loss_distributions_come_to(double noise, double delta)
    {
        var exact = GaussianRelease.Epsilon(noise, delta);

        Assert.InRange(PrivacyLoss.Epsilon(noise, 1, 1, delta), exact * 0.9999, exact * 1.01);
        Assert.True(SampledGaussian.Epsilon(noise, 1, 1, delta).Epsilon >= exact);

        // Releases compose to one: k of them are one with noise over the root of k.
        var many = GaussianRelease.Epsilon(noise / Math.Sqrt(5), delta);
        Assert.InRange(PrivacyLoss.Epsilon(noise, 1, 5, delta), many * 0.9999, many * 1.01);
    }

    [Fact]
    public void Much_noise_tells_nothing_and_hardly_any_tells_all()
    {
        Assert.Equal(0, GaussianRelease.Epsilon(1e6, 1e-3));
        Assert.True(GaussianRelease.Epsilon(1e-6, 1e-5) > 1e6);
    }

    [Fact]
    public void Noise_has_its_deviation_and_its_bound()
    {
        var values = new double[200_001];
        GaussianNoise.AddTo(values, deviation: 3, most: 6);

        // Cut off at two deviations, with what is heaped on the bounds, the variance is 0.9205 of what it was.
        Assert.InRange(values.Average(), -0.05, 0.05);
        Assert.InRange(values.Average(value => value * value), 8.1, 8.5);
        Assert.Equal(6, values.Max());
        Assert.Equal(-6, values.Min());
        Assert.True(values.Distinct().Count() > 180_000);
    }
}
