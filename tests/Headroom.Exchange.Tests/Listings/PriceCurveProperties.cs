using CsCheck;
using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Tests.Listings;

public sealed class PriceCurveProperties
{
    [Fact]
    public void Costs_are_those_of_each_second_added_up() =>
        Gen.Select(Gen.Long[0, 30].Array[1, 4], Gen.Long[0, 50_000]).Sample((prices, seconds) =>
        {
            var curve = new PriceCurve([.. prices.Select((price, index) =>
                new PriceStep(index == prices.Length - 1 ? null : 3 * (index + 1), price))]);

            var expected = 0L;
            for (var second = 0L; second < seconds; second++)
                expected += prices[(int)Math.Min(second / (3 * 3600), prices.Length - 1)];

            Assert.Equal((expected + 3599) / 3600, curve.Cost(seconds));
        }, iter: 200);
}
