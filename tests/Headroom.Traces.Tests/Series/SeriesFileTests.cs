using Headroom.Traces.Series;

namespace Headroom.Traces.Tests.Series;

public sealed class SeriesFileTests
{
    [Fact]
    public void The_long_form_is_read_by_series()
    {
        var series = Read("id,time,value\na,2026-01-01T00:00Z,1\nb,2026-01-01T00:00Z,5\na,2026-01-01T01:00Z,2\n");

        Assert.Equal(["a", "b"], series.Select(one => one.Id));
        Assert.Equal([1, 2], series[0].Values);
        Assert.Equal(TimeSpan.FromHours(1), series[0].Step);
    }

    [Fact]
    public void The_wide_form_of_the_competition_is_read()
    {
        var series = Read("\"V1\",\"V2\",\"V3\",\"V4\"\n\"H1\",\"605\",\"586\",\n\"H2\",1,2,3\n");

        Assert.Equal([605, 586], series[0].Values);
        Assert.Equal([1, 2, 3], series[1].Values);
    }

    [Theory]
    [InlineData("Y1,5,6,7\nY2,3,\n", 2)]
    [InlineData("series,1,2,3\nY2,3,4\n", 1)]
    [InlineData("\"V1\",\"V2\",\"V3\"\nY2,3,4\n", 1)]
    public void A_first_line_of_figures_is_a_series_and_no_header(string text, int count) =>
        Assert.Equal(count, Read(text).Count);

    [Fact]
    public void A_column_for_each_series_is_read()
    {
        var series = Read("hour,x,y\n2026-05-01 00:00,1,4\n2026-05-01 01:00,2,5\n");

        Assert.Equal(["x", "y"], series.Select(one => one.Id));
        Assert.Equal([4, 5], series[1].Values);
    }

    [Fact]
    public void Months_are_equal_steps()
    {
        var series = Read("id,time,value\na,2026-01-01,1\na,2026-02-01,2\na,2026-03-01,3\na,2026-04-01,4\n");

        Assert.Equal([1, 2, 3, 4], Assert.Single(series).Values);
    }

    [Fact]
    public void A_gap_is_filled_and_told()
    {
        var series = Read("id,time,value\na,1,1\na,2,2\na,3,3\na,4,\na,5,5\na,6,6\na,8,8\na,9,9\na,10,9\na,11,9\n");

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9], Assert.Single(series).Values);
        Assert.Equal(2, series[0].FilledCount);
        Assert.Contains("first after line 4", Assert.Single(series[0].Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_in_another_order_are_sorted_and_told()
    {
        var series = Assert.Single(Read("id,time,value\na,2,20\na,1,10\na,3,30\n"));

        Assert.Equal([10, 20, 30], series.Values);
        Assert.Contains("sorted", Assert.Single(series.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,time,value\na,1,1\na,1,2\n", "line 3", "on line 2 already")]
    [InlineData("id,time,value\na,2026-10-25T02:00,1\na,2026-10-25T02:00,2\n", "line 3", "UTC offset")]
    [InlineData("id,time,value\na,2026-01-01T00:00Z,1\na,2026-01-01T01:00,2\n", "line 3", "UTC offset")]
    [InlineData("id,time,value\na,1,NaN\n", "line 2", "no finite number")]
    [InlineData("id,time,value\na,1,1e999\n", "line 2", "no finite number")]
    [InlineData("id,time,value\na,1,-3\n", "line 2", "--allow-negative")]
    [InlineData("id,time,value\na,soon,3\n", "line 2", "is no time")]
    [InlineData("id,time,value\na,1\n", "line 2", "2 of 3 columns")]
    [InlineData("id,time,value\na,1,1\na,2,\na,3,\na,4,\na,5,5\n", "line 2", "3 of 5 values")]
    [InlineData("id,value\na,1\n", "line 1", "the column time is missing")]
    [InlineData("V1,V2\nA,1\nA,2\n", "line 3", "a line already")]
    [InlineData("id,time,value\n", "", "no series")]
    [InlineData("", "", "empty")]
    public void Bad_lines_are_refused_with_their_place(string text, string place, string reason)
    {
        var refusal = Assert.Throws<TraceFormatException>(() => Read(text));

        Assert.Contains(place, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_off_the_grid_is_refused()
    {
        var refusal = Assert.Throws<TraceFormatException>(() => Read(
            "id,time,value\na,2026-01-01T00:00Z,1\na,2026-01-01T01:00Z,1\na,2026-01-01T02:00Z,1\na,2026-01-01T02:40Z,1\n"));

        Assert.Contains("line 5", refusal.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<RecordedSeries> Read(string text)
    {
        using var file = TemporaryFile.Of(text);
        return SeriesFile.Read(file.Path);
    }
}
