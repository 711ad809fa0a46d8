using System.Xml.Linq;
using Headroom.Cli.Reports;

namespace Headroom.Cli.Tests.Reports;

public sealed class ChartTests
{
    private const string LongName = "priority-easy-qos · private";

    [Fact]
    public void A_long_name_stands_above_its_bar_where_there_is_no_room_beside_it()
    {
        var chart = Bars(new Bar(LongName, 2, "2s"), new Bar("fifo", 1, "1s"));

        Assert.Contains($"x=\"0\" y=\"14\" text-anchor=\"start\" class=\"bar-name other\">{Svg.Encode(LongName)}<",
            chart.Draw(ChartSize.Narrow), StringComparison.Ordinal);
        Assert.Contains(
            "text-anchor=\"end\" class=\"bar-name other\"", chart.Draw(ChartSize.Wide), StringComparison.Ordinal);
        Assert.True(chart.HeightIn(ChartSize.Narrow) > chart.HeightIn(ChartSize.Wide));
    }

    [Fact]
    public void A_bound_is_not_the_best()
    {
        var drawing = Bars(new Bar("a", 3, "3s"), new Bar("b", 2, "2s"), new Bar("least", 1, "1s") { IsBound = true })
            .Draw(ChartSize.Wide);

        Assert.Contains("class=\"bar-name bound\">least<", drawing, StringComparison.Ordinal);
        Assert.Contains("class=\"bar-name best\">b<", drawing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_a_whole_drawing_with_its_title_and_what_is_hostile_in_it_encoded()
    {
        var file = XDocument.Parse(SvgFile.Of("a < b & \"c\"", "<script>", Bars(new Bar("</svg>", 1, "1s"))));

        var texts = file.Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value);
        Assert.Equal(["a < b & \"c\"", "<script>", "</svg>", "1s"], texts);
        Assert.Equal("http://www.w3.org/2000/svg", file.Root!.Name.NamespaceName);
    }

    [Fact]
    public void A_line_has_its_name_at_the_edge_unless_it_ends_well_before()
    {
        var drawing = Lines(("to the end", 100), ("early", 40)).Draw(ChartSize.Wide);

        Assert.Contains(">to the end<", drawing, StringComparison.Ordinal);
        Assert.DoesNotContain(">early<", drawing, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_would_leave_too_little_to_the_lines_are_in_the_legend_alone()
    {
        var drawing = Lines((new string('x', 40), 100), ("short", 100)).Draw(ChartSize.Wide);

        Assert.DoesNotContain("class=\"label", drawing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9_000, ">8000<")]
    [InlineData(250_000, ">250k<")]
    [InlineData(2.4e10, ">15G<")]
    public void Numbers_beside_an_axis_are_short(double most, string tick)
    {
        var chart = new LineChart
        {
            Title = "Cost",
            Description = "",
            XTitle = "Year",
            Unit = "",
            Series = [new ChartSeries("all", 0, false, [new(0, 0, 0, 0), new(10, most, most, most)])],
        };

        Assert.Contains(tick, chart.Draw(ChartSize.Wide), StringComparison.Ordinal);
    }

    [Fact]
    public void Titles_of_columns_keep_acronyms_and_quarters()
    {
        var page = new ReportPage("Plan", "");
        page.Table(["CLUSTER", "Q1", "Q10", "COST A GPU-HOUR", "GPUS", "OOM/YEAR", "ROOM", "N"], [], "");

        var text = page.Finish("headroom site");

        foreach (var title in (string[])["Cluster", "Q1", "Q10", "Cost a GPU-hour", "GPUs", "OOM/year", "Room", "n"])
            Assert.Contains($">{title}</th>", text, StringComparison.Ordinal);
    }

    private static BarChart Bars(params Bar[] bars) => new("Wait", "Shorter is better.", bars);

    private static LineChart Lines(params (string Name, double End)[] lines) => new()
    {
        Title = "GPUs",
        Description = "Held.",
        XTitle = "Hours",
        Unit = "GPUs",
        Series = [.. lines.Select((line, index) => new ChartSeries(
            line.Name, index, false, [new ChartPoint(0, 1, 1, 1), new ChartPoint(line.End, index, index, index)]))],
    };
}
