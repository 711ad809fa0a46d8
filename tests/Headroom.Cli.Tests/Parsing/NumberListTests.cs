using System.Globalization;
using CsCheck;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Tests.Parsing;

public sealed class NumberListTests
{
    [Theory]
    [InlineData("42", new long[] { 42 })]
    [InlineData("42-45", new long[] { 42, 43, 44, 45 })]
    [InlineData("42,45-47", new long[] { 42, 45, 46, 47 })]
    [InlineData(" 1 , 1-2 ", new long[] { 1, 2 })]
    [InlineData("-2--1", new long[] { -2, -1 })]
    [InlineData("-1-1", new long[] { -1, 0, 1 })]
    [InlineData("9223372036854775806-9223372036854775807", new long[] { long.MaxValue - 1, long.MaxValue })]
    public void Numbers_and_ranges_are_written_out_in_order(string text, long[] expected)
    {
        Assert.True(NumberList.TryParse(text, 10, out var numbers, out _));
        Assert.Equal(expected, numbers);
    }

    [Theory]
    [InlineData("", "not a whole number")]
    [InlineData("1,,2", "not a whole number")]
    [InlineData("1-", "not a whole number")]
    [InlineData("1.5", "not a whole number")]
    [InlineData("99999999999999999999", "not a whole number")]
    [InlineData("3-1", "runs backwards; write 1-3")]
    [InlineData("1-11", "more than 10 numbers")]
    [InlineData("1-5,1-6", "more than 10 numbers")]
    [InlineData("-9223372036854775808-9223372036854775807", "more than 10 numbers")]
    public void Anything_else_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(NumberList.TryParse(text, 10, out var numbers, out var fault));
        Assert.Empty(numbers);
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_as_ranges_reads_back_as_the_same_numbers() =>
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[0, 20]).Array[1, 8].Sample(ranges =>
        {
            var text = string.Join(',', ranges.Select(range =>
                string.Create(CultureInfo.InvariantCulture, $"{range.Item1}-{range.Item1 + range.Item2}")));
            var expected = ranges
                .SelectMany(range => Enumerable.Range(0, (int)range.Item2 + 1).Select(step => range.Item1 + step))
                .Distinct();

            Assert.True(NumberList.TryParse(text, 1_000, out var numbers, out _));
            Assert.Equal(expected, numbers);
        });
}
