using Headroom.Cli.Output;

namespace Headroom.Cli.Tests.Output;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0.0s")]
    [InlineData(59.94, "59.9s")]
    [InlineData(60, "1m 0s")]
    [InlineData(3599.4, "59m 59s")]
    [InlineData(3599.6, "1h 0m")]
    [InlineData(86399, "23h 59m")]
    [InlineData(193081.796, "2d 5h")]
    [InlineData(double.NaN, "-")]
    public void A_duration_has_its_two_largest_units(double seconds, string expected) =>
        Assert.Equal(expected, NumberText.Duration(seconds));

    [Fact]
    public void Fields_of_a_table_for_programs_are_quoted_where_they_must_be()
    {
        Assert.Equal(
            "a,\"b,c\",\"d\"\"e\",,0.1,95.33333333333333,-7",
            CsvText.Line("a", "b,c", "d\"e", null, 0.1, 95.33333333333333, -7L));
    }

    [Fact]
    public void Deviation_is_that_of_a_sample_and_needs_two_values()
    {
        Assert.Equal(new Statistics(2, 1), Statistics.Of([1, 2, null, 3]));
        Assert.Equal(new Statistics(5, null), Statistics.Of([5]));
        Assert.Equal(new Statistics(null, null), Statistics.Of([null]));
    }
}
