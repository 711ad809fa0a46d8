using Headroom.Cli.Parsing;

namespace Headroom.Cli.Tests.Parsing;

public sealed class FilesTests
{
    [Theory]
    [InlineData("openb/default.csv", "default")]
    [InlineData("/a/b/trace.CSV", "trace")]
    [InlineData("sacct.txt", "sacct.txt")]
    [InlineData(".csv", ".csv")]
    [InlineData("trace.csv.gz", "trace")]
    public void A_trace_is_named_by_its_file(string path, string name) => Assert.Equal(name, Files.TraceName(path));

    [Fact]
    public void A_comma_in_the_name_of_a_file_that_exists_does_not_split_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a,b.csv", "");
        var option = Files.Some("--jobs", "");
        var command = new System.CommandLine.Command("test") { option };

        Assert.Equal([path], option.In(command.Parse(["--jobs", path])));
        Assert.Equal(["x", "y", "z"], option.In(command.Parse(["--jobs", "x,y", "--jobs", "z"])));
        Assert.Empty(option.In(command.Parse([])));
    }
}
