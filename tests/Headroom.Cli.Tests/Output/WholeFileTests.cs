using Headroom.Cli.Outcome;
using Headroom.Cli.Output;

namespace Headroom.Cli.Tests.Output;

public sealed class WholeFileTests
{
    [Fact]
    public void A_file_appears_whole_and_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("page.html", "old");

        var file = WholeFile.At(folder.At("page.html"));
        Assert.Equal("old", File.ReadAllText(folder.At("page.html")));
        Assert.Equal(["page.html"], folder.Names);

        file.Write("new");
        Assert.Equal("new", File.ReadAllText(folder.At("page.html")));
        Assert.Equal(["page.html"], folder.Names);
    }

    [Fact]
    public void Nothing_is_left_where_nothing_was_written()
    {
        using var folder = new TemporaryFolder();

        WholeFile.At(folder.At("page.html"));

        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_link_keeps_pointing_to_the_file_it_pointed_to()
    {
        using var folder = new TemporaryFolder();
        folder.Write("real.html", "old");
        File.CreateSymbolicLink(folder.At("link.html"), folder.At("real.html"));

        WholeFile.At(folder.At("link.html")).Write("new");

        Assert.Equal("new", File.ReadAllText(folder.At("real.html")));
        Assert.NotNull(new FileInfo(folder.At("link.html")).LinkTarget);
    }

    [Theory]
    [InlineData("", "is a folder")]
    [InlineData("missing/page.html", "lies in a folder that does not exist")]
    [InlineData("file/page.html", "lies in a folder that does not exist")]
    [InlineData("na\0me.html", "cannot be written")]
    public void A_target_that_cannot_be_written_is_refused_at_once(string name, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");

        var failure = Assert.Throws<CommandFailure>(() => WholeFile.At(folder.At(name)));

        Assert.Equal(ExitCode.WrongUse, failure.ExitCode);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(["file"], folder.Names);
    }
}
