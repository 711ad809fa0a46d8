using System.Diagnostics;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Local;

public sealed class FullDiskTests
{
    [Fact]
    public async Task On_a_full_disk_the_job_goes_on_and_its_ending_is_written_down()
    {
        await using var runs = new LocalRuns();
        Assert.SkipUnless(
            await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", runs.Scratch("runs")),
            "no small file system can be mounted here");
        try
        {
            var ending = await runs.RunAsync(LocalRuns.Script("full", "head -c 30000000 /dev/zero; exit 4"));

            Assert.Equal((EndCause.Exited, 4, 30_000_000L), (ending.Cause, ending.ExitCode, ending.OutputBytes));
            Assert.Contains(ending.Warnings, warning =>
                warning.StartsWith("A part of the log could not be written", StringComparison.Ordinal));

            // Larger than what a piece of the log that did not fit may have left.
            var large = LocalRuns.Order("more", "true", new string('x', 120_000));
            var more = await runs.Engine.StartAsync(large, TestContext.Current.CancellationToken);
            Assert.Equal(
                RefusalReason.StorageFailed, Assert.IsType<StartAnswer.Refused>(more).Refusal.Reason);
        }
        finally
        {
            Assert.True(await RunAsync("umount", "-l", runs.Scratch("runs")));
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
