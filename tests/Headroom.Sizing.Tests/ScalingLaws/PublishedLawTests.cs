using Headroom.Sizing.ScalingLaws;

namespace Headroom.Sizing.Tests.ScalingLaws;

/// <summary>Figures that papers print, from their own constants.</summary>
public sealed class PublishedLawTests
{
    [Theory]
    [InlineData(1e21, 2778459463.0676327, 59985279210.3196)]
    [InlineData(5.88e23, 73016399355.91086, 1342164237958.5056)]
    public void The_optimum_of_besiroglu_is_found(double operations, double parameters, double tokens)
    {
        var size = ScalingLaw.Besiroglu.Optimum(operations);

        Assert.Equal(1, size.Parameters / parameters, tolerance: 1e-9);
        Assert.Equal(1, size.Tokens / tokens, tolerance: 1e-9);
    }

    [Fact]
    public void Rounded_constants_move_the_optimum_far() =>
        Assert.Equal(92.83242126136037, ScalingLaw.HoffmannRounded.Optimum(5.88e23).Ratio, tolerance: 1e-6);

    [Theory]
    [InlineData(6.34e9, 242e9, 2.2256440889984477)]
    [InlineData(8.67e9, 178e9, 2.2269634075087867)]
    public void Repeated_data_lose_as_published(double parameters, double tokens, double loss) =>
        Assert.Equal(loss, RepeatedDataLaw.Loss(parameters, tokens, 25e9), tolerance: 1e-12);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 0.9840996118943582, 0.9370798949639755)]
    [InlineData(4, 0.9314182807653315, 0.8228674068485797)]
    [InlineData(8, 0.8280148523702613, 0.6345068885312394)]
    [InlineData(40, 0.3791866200382947, 0.07930273903928634)]
    public void Passes_over_data_are_worth_less_and_less(double epochs, double efficiency, double marginal)
    {
        Assert.Equal(efficiency, RepeatedDataLaw.Efficiency(epochs), tolerance: 1e-9);
        Assert.Equal(marginal, RepeatedDataLaw.Marginal(epochs), tolerance: 1e-9);
    }

    [Theory]
    [InlineData(70e9, 10e12, 41.6e9, 7.92e12, 0.12)]
    [InlineData(30e9, 5e12, 16.4e9, 3.27e12, 0.16)]
    public void A_model_that_is_used_much_is_smaller(
        double reference, double served, double parameters, double tokens, double saving)
    {
        var law = ScalingLaw.Sardana;
        var optimal = LifetimeOptimumTests.OptimalOf(law, reference);
        var best = LifetimeOptimum.Of(law, law.Loss(optimal.Parameters, optimal.Tokens), served);

        Assert.Equal(1, best.Parameters / parameters, tolerance: 0.005);
        Assert.Equal(1, best.Tokens / tokens, tolerance: 0.005);
        Assert.Equal(
            saving,
            1 - LifetimeOptimum.Operations(best, served) / LifetimeOptimum.Operations(optimal, served),
            tolerance: 0.005);
    }

    [Theory]
    [InlineData(16, 0.9974773027733064)]
    [InlineData(4, 0.7758873956507362)]
    [InlineData(2, 0.5265946722424177)]
    public void Few_bits_keep_a_share_of_parameters(double bits, double share) =>
        Assert.Equal(share, Precision.Retention(bits), tolerance: 1e-9);

    [Fact]
    public void A_base_model_multiplies_few_own_data() =>
        Assert.InRange(Transfer.Multiplier(1e9, 1e7), 85, 100);
}
