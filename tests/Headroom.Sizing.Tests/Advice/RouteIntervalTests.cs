using Headroom.Sizing.Advice;
using Headroom.Sizing.Fitting;
using Headroom.Sizing.ScalingLaws;

namespace Headroom.Sizing.Tests.Advice;

public sealed class RouteIntervalTests
{
    private static readonly SizeRequest Request = new()
    {
        Loss = 0,
        OwnTokens = 1e9,
        ServedTokens = 1e12,
        TokenPrice = 2e-7,
    };

    [Fact]
    public void Every_way_has_its_interval_in_the_order_of_the_ways()
    {
        var target = new SizeTarget(null, 7e9, null);
        var ways = SizeAdvice.Routes(
            ScalingLaw.Besiroglu, Request with { Loss = target.LossBy(ScalingLaw.Besiroglu) });

        var intervals = RouteInterval.Of(Laws(400), target, Request);

        Assert.Equal(ways.Select(way => way.Name), intervals.Select(one => one.Way));
        Assert.All(ways.Zip(intervals), pair => Assert.InRange(
            pair.First.Operations, pair.Second.Operations.Low, pair.Second.Operations.High));
        Assert.Equal(7e9, intervals[0].Parameters.High, tolerance: 1e3);
        Assert.True(intervals[0].Tokens.High > 1.5 * intervals[0].Tokens.Low);
    }

    [Fact]
    public void A_loss_that_some_laws_rule_out_has_no_upper_end()
    {
        var floors = Laws(400).Count(law => law.Floor > 1.83);
        var intervals = RouteInterval.Of(Laws(400), new SizeTarget(1.83, null, null), Request);

        Assert.True(floors > 10);
        Assert.Equal(double.PositiveInfinity, intervals[0].Operations.High);
    }

    [Fact]
    public void Laws_are_drawn_about_as_far_apart_as_bootstrap_fits_are()
    {
        var ratio = SizeBand.Of([.. Laws(2000).Select(law => law.Optimum(5.88e23).Ratio).Order()]);
        var exponent = SizeBand.Of([.. Laws(2000).Select(law => law.TokenExponent).Order()]);

        Assert.InRange(ratio.Low, 6.5, 10);
        Assert.InRange(ratio.High, 30, 45);
        Assert.InRange(exponent.Low, 0.32, 0.34);
        Assert.InRange(exponent.High, 0.39, 0.42);
    }

    [Fact]
    public void Data_worth_twice_as_much_are_needed_half_as_often()
    {
        var law = ScalingLaw.Besiroglu;
        var better = law.OnDataWorth(2);

        Assert.Equal(law.Loss(1e9, 2e10), better.Loss(1e9, 1e10), tolerance: 1e-12);
        Assert.Equal(law.TokensFor(1e9, 2.6)!.Value / 2, better.TokensFor(1e9, 2.6)!.Value, tolerance: 1);
    }

    // A fixed sequence of numbers between 0 and 1 (Park and Miller, 1988).
    private static ScalingLaw[] Laws(int count)
    {
        const long Modulus = 2_147_483_647;
        var state = 42L;
        double Next() => (state = state * 48_271 % Modulus) / (double)Modulus;
        return [.. Enumerable.Range(0, count).Select(_ => LawUncertainty.Draw(Next))];
    }
}
