using System.Diagnostics;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Launcher;

public sealed class LauncherTests
{
    [Fact]
    public async Task The_first_use_builds_with_its_noise_on_the_error_stream_and_later_ones_do_not()
    {
        using var checkout = new FakeCheckout();

        var first = await checkout.RunAsync(checkout.Launcher, "a b", "*");
        var second = await checkout.RunAsync(checkout.Launcher, "a b", "*");

        Assert.Equal(1, checkout.Builds);
        Assert.Equal($"in {checkout.Root}:\n<a b><*>", first.Output);
        Assert.Contains("noise of the build", first.Error, StringComparison.Ordinal);
        Assert.Equal(7, first.ExitCode);
        Assert.Equal(first with { Error = "" }, second);
    }

    [Theory]
    [InlineData("src/Program.cs")]
    [InlineData("src/New.cs")]
    [InlineData("Directory.Build.props")]
    [InlineData("global.json")]
    [InlineData("samples/nodes.csv")]
    [InlineData("eng/BannedSymbols.txt")]
    public async Task A_newer_source_is_built_before_it_is_run(string source)
    {
        using var checkout = new FakeCheckout();
        await checkout.RunAsync(checkout.Launcher);
        checkout.AgeBuild();
        await checkout.RunAsync(checkout.Launcher);
        Assert.Equal(1, checkout.Builds);

        checkout.Touch(source);
        await checkout.RunAsync(checkout.Launcher);

        Assert.Equal(2, checkout.Builds);
    }

    [Fact]
    public async Task Two_at_once_build_once()
    {
        using var checkout = new FakeCheckout();
        checkout.Touch("slow");

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => checkout.RunAsync(checkout.Launcher, "x")));

        Assert.Equal(1, checkout.Builds);
        Assert.All(results, result => Assert.Equal(7, result.ExitCode));
    }

    [Fact]
    public async Task A_build_that_fails_leaves_nothing_and_says_so()
    {
        using var checkout = new FakeCheckout();
        checkout.Touch("broken");

        var result = await checkout.RunAsync(checkout.Launcher, "x");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("the build failed", result.Error, StringComparison.Ordinal);
        Assert.Empty(checkout.BuildFolders);
    }

    [Fact]
    public async Task It_works_through_a_link_and_keeps_the_folder_of_its_caller()
    {
        using var checkout = new FakeCheckout();
        using var elsewhere = new TemporaryFolder();
        File.CreateSymbolicLink(elsewhere.At("hr"), checkout.Launcher);

        var result = await checkout.RunInAsync(elsewhere.Path, elsewhere.At("hr"), "x");

        Assert.Equal($"in {elsewhere.Path}:\n<x>", result.Output);
        Assert.Equal(["hr"], elsewhere.Names);
    }

    [Fact]
    public async Task Old_builds_go_away_but_for_the_one_before()
    {
        using var checkout = new FakeCheckout();
        for (var build = 0; build < 4; build++)
        {
            await checkout.RunAsync(checkout.Launcher);
            checkout.AgeBuild();
            checkout.Touch("src/Program.cs");
        }

        Assert.Equal(4, checkout.Builds);
        Assert.Equal(2, checkout.BuildFolders.Count());
    }

    [Fact]
    public async Task Without_the_SDK_it_says_what_is_missing()
    {
        using var checkout = new FakeCheckout();
        using var tools = new TemporaryFolder();
        foreach (var tool in new[] { "bash", "env", "dirname", "readlink" })
            File.CreateSymbolicLink(tools.At(tool), $"/usr/bin/{tool}");

        var result = await ExternalProgram.RunAsync(
            new ProcessStartInfo(checkout.Launcher) { Environment = { ["PATH"] = tools.Path } });

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("the .NET 10 SDK is needed", result.Error, StringComparison.Ordinal);
    }
}
