using System.Globalization;
using CsCheck;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Tests.Specifications;

public sealed class ThousandthsTests
{
    [Fact]
    public void Every_amount_up_to_fifteen_digits_is_read_as_it_was_written() =>
        Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999].Sample(
            milli =>
            {
                var text = (milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

                Assert.Null(Thousandths.Parse(text, out var read));
                Assert.Equal(milli, read);
            },
            iter: 2_000);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0.001", 1)]
    [InlineData("-0.05", -50)]
    [InlineData("12.5000", 12_500)]
    [InlineData("999999999999999.999", 999_999_999_999_999_999)]
    public void Zeros_at_the_end_count_for_nothing(string text, long milli)
    {
        Assert.Null(Thousandths.Parse(text, out var read));
        Assert.Equal(milli, read);
    }

    [Theory]
    [InlineData("", "is not a number")]
    [InlineData("-", "is not a number")]
    [InlineData("+1", "is not a number")]
    [InlineData("--1", "is not a number")]
    [InlineData(".5", "is not a number")]
    [InlineData("5.", "is not a number")]
    [InlineData("1.2.3", "is not a number")]
    [InlineData("1e3", "is not a number")]
    [InlineData("0x10", "is not a number")]
    [InlineData("010", "is not a number")]
    [InlineData("1_000", "is not a number")]
    [InlineData("1,5", "is not a number")]
    [InlineData(" 1", "is not a number")]
    [InlineData("NaN", "is not a number")]
    [InlineData(".inf", "is not a number")]
    [InlineData("\u0661", "is not a number")]
    [InlineData("0.0001", "has more than three decimals")]
    [InlineData("1000000000000000", "is too large")]
    [InlineData("9223372036854775808", "is too large")]
    public void What_is_no_plain_decimal_is_refused(string text, string problem)
    {
        var fault = Thousandths.Parse(text, out _);

        Assert.Equal(problem, fault?.Problem);
    }
}
