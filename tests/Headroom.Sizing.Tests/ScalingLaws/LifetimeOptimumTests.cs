using Headroom.Sizing.ScalingLaws;

namespace Headroom.Sizing.Tests.ScalingLaws;

public sealed class LifetimeOptimumTests
{
    [Fact]
    public void Without_use_it_is_the_optimum_of_training()
    {
        var law = ScalingLaw.Besiroglu;
        var optimal = law.Optimum(1e22);

        var best = LifetimeOptimum.Of(law, law.Loss(optimal.Parameters, optimal.Tokens), servedTokens: 0);

        Assert.Equal(1, best.Parameters / optimal.Parameters, tolerance: 1e-3);
    }

    [Fact]
    public void No_model_is_better_than_the_floor() => Assert.Throws<ArgumentOutOfRangeException>(
        () => LifetimeOptimum.Of(ScalingLaw.Besiroglu, loss: 1.8, servedTokens: 1));

    [Fact]
    public void Compute_for_a_loss_reaches_it()
    {
        var law = ScalingLaw.Besiroglu;
        var size = law.Optimum(law.OperationsFor(2.5)!.Value);

        Assert.Equal(2.5, law.Loss(size.Parameters, size.Tokens), tolerance: 1e-9);
        Assert.Null(law.OperationsFor(1.5));
    }

    // The compute at which a model of so many parameters is the optimum.
    internal static ModelSize OptimalOf(ScalingLaw law, double parameters)
    {
        var (low, high) = (15.0, 35.0);
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (law.Optimum(Math.Pow(10, middle)).Parameters < parameters)
                low = middle;
            else
                high = middle;
        }

        return law.Optimum(Math.Pow(10, low));
    }
}
