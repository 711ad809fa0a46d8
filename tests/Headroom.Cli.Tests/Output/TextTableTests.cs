using Headroom.Cli.Output;

namespace Headroom.Cli.Tests.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Words_stand_left_and_numbers_right()
    {
        Assert.Equal("NAME   COUNT  NOTE\na          1  first\nlong  12,345  second\n",
            Written(Sample(), new Terminal(TextWriter.Null, TextWriter.Null)));
    }

    [Fact]
    public void Wide_characters_take_two_columns()
    {
        var table = new TextTable(TableColumn.Words("名前"), new("数"));
        table.Add("東京の計算", "1");
        table.Add("ab", "22");

        Assert.Equal(
            "名前        数\n東京の計算   1\nab          22\n",
            Written(table, new Terminal(TextWriter.Null, TextWriter.Null)));
    }

    [Fact]
    public void A_terminal_cuts_the_last_column_and_a_pipe_does_not()
    {
        var narrow = Written(Sample(), new Terminal(TextWriter.Null, TextWriter.Null) { Width = 18 });

        Assert.All(narrow.Split('\n'), line => Assert.InRange(DisplayWidth.Of(line), 0, 18));
        Assert.Contains("sec…", narrow, StringComparison.Ordinal);
        Assert.Contains(
            "second", Written(Sample(), new Terminal(TextWriter.Null, TextWriter.Null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_terminal_that_wants_colours_gets_them()
    {
        var plain = new Terminal(TextWriter.Null, TextWriter.Null);

        Assert.DoesNotContain('\e', Written(Best(), plain));
        Assert.Contains("\e[1;32m1\e[0m", Written(Best(), plain with { HasColors = true }), StringComparison.Ordinal);

        static TextTable Best()
        {
            var table = new TextTable(new TableColumn("BEST"));
            table.Add(new TableCell("1", IsBest: true));
            return table;
        }
    }

    [Fact]
    public void A_table_that_goes_on_has_its_titles_once()
    {
        var table = new TextTable(TableColumn.Words("NAME"), TableColumn.Words("STATE"));
        var plain = new Terminal(TextWriter.Null, TextWriter.Null);
        table.Add("a", "waiting");
        var first = Written(table, plain);
        table.Add("longer", "running");

        Assert.Equal("NAME  STATE\na     waiting\n", first);
        Assert.Equal("longer  running\n", Written(table, plain));
    }

    [Fact]
    public void A_name_cannot_steer_the_terminal()
    {
        var table = new TextTable(TableColumn.Words("TRACE"));
        table.Add("\e[2Jevil\n");

        Assert.Equal("TRACE\n\uFFFD[2Jevil\uFFFD\n", Written(table, new Terminal(TextWriter.Null, TextWriter.Null)));
    }

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("東京都", 4, "東…")]
    [InlineData("e\u0301e\u0301", 2, "e\u0301e\u0301")]
    public void A_cut_text_fits_and_says_that_it_was_cut(string text, int width, string expected) =>
        Assert.Equal(expected, DisplayWidth.Cut(text, width));

    private static TextTable Sample()
    {
        var table = new TextTable(TableColumn.Words("NAME"), new("COUNT"), TableColumn.Words("NOTE"));
        table.Add("a", "1", "first");
        table.Add("long", "12,345", "second");
        return table;
    }

    private static string Written(TextTable table, Terminal terminal)
    {
        using var output = new StringWriter { NewLine = "\n" };
        table.Write(terminal with { Output = output });
        return output.ToString();
    }
}
