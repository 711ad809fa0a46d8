using Headroom.Cli.Outcome;
using Headroom.Cli.Runs;

namespace Headroom.Cli.Tests.Runs;

public sealed class SuperviseCommandTests
{
    [Fact]
    public void A_folder_that_is_not_there_is_not_found()
    {
        var result = Cli.Run("supervise", "no-such-folder");

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Contains("no-such-folder: there is no such folder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_no_run_fails_in_one_sentence()
    {
        using var folder = new TemporaryFolder();

        var result = Cli.Run("supervise", folder.Path);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("is no folder of a run", result.Error, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task The_program_itself_supervises_a_run()
    {
        using var folder = new TemporaryFolder();
        folder.Write("order.json", """
            {
              "Order": {
                "Id": "by-hand", "Command": ["/bin/sh", "-c", "echo $HEADROOM_RUN_ID; exit 3"],
                "Tasks": [{ "Node": "local", "Gpus": { "Bits": 0 }, "GpuMilli": 1000, "GpuMemoryMiB": 0 }]
              },
              "UsesCgroups": false
            }
            """);
        var program = Path.Combine(AppContext.BaseDirectory, "headroom.dll");

        var result = await ExternalProgram.RunAsync("dotnet", program, "supervise", folder.Path);

        Assert.Equal(new CliResult(ExitCode.Done, "", ""), result);
        Assert.Equal("by-hand\n", File.ReadAllText(folder.At("stdout.0000000000000000000")));
        Assert.Contains("\"ExitCode\": 3", File.ReadAllText(folder.At("ending.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_hidden_from_help() => Assert.DoesNotContain(
        "supervise", Cli.Run("--help").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData(true, "supervise", "runs/a")]
    [InlineData(false, "replay", "supervise")]
    [InlineData(false)]
    public void Only_its_own_lines_are_taken_out_of_the_common_interruption(bool isIts, params string[] line) =>
        Assert.Equal(isIts, SuperviseCommand.Is(line));
}
