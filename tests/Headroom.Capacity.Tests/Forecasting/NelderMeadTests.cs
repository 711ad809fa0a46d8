using Headroom.Capacity.Forecasting;

namespace Headroom.Capacity.Tests.Forecasting;

public sealed class NelderMeadTests
{
    /// <summary>The valley of Rosenbrock (The Computer Journal 3, 1960), from the usual start.</summary>
    [Fact]
    public void A_curved_valley_is_followed_to_its_end()
    {
        var found = NelderMead.Minimum(
            at => Square(1 - at[0]) + 100 * Square(at[1] - Square(at[0])),
            [-1.2, 1], step: 0.12, callsMax: 2_000, tolerance: 1e-10);

        Assert.Equal(1, found[0], 1e-3);
        Assert.Equal(1, found[1], 1e-3);
    }

    [Fact]
    public void Where_the_function_is_infinite_the_search_does_not_go()
    {
        var found = NelderMead.Minimum(
            at => at[0] < 2 ? double.PositiveInfinity : Square(at[0]) + Square(at[1]), [5, 5], step: 1, callsMax: 500);

        Assert.InRange(found[0], 2, 2.01);
        Assert.Equal(0, found[1], 1e-1);
    }

    private static double Square(double value) => value * value;
}
