using System.Globalization;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Tests.Local;

/// <summary>Nothing of a run is left when it has ended.</summary>
public sealed class DescendantsTests
{
    [Fact]
    public async Task A_daemon_that_left_its_parents_and_its_session_ends_with_the_run()
    {
        await using var runs = new LocalRuns();

        // Forked twice, in a session of its own, with no environment and deaf to SIGTERM.
        var ending = await runs.RunAsync(LocalRuns.Script(
            "daemon",
            $"(setsid env -i /bin/sh -c 'trap \"\" TERM HUP; echo $$ > \"{runs.Scratch("pid.new")}\"; mv \"{runs.Scratch("pid.new")}\" \"{runs.Scratch("pid")}\"; while :; do sleep 0.1; done' &) ; "
                + $"while [ ! -e '{runs.Scratch("pid")}' ]; do sleep 0.05; done; exit 3"));

        Assert.Equal((EndCause.Exited, 3), (ending.Cause, ending.ExitCode));
        Assert.Null(Living(File.ReadAllText(runs.Scratch("pid"))));
    }

    [Fact]
    public async Task On_a_stop_a_daemon_has_its_grace_and_then_ends()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Script(
            "daemon-stopped",
            $"(setsid /bin/sh -c 'trap \"echo daemon saw it; exit\" TERM; echo $$ > \"{runs.Scratch("pid")}\"; while :; do sleep 0.1; done' &) ; "
                + "while :; do sleep 0.1; done"));
        await runs.MadeAsync("pid");

        await runs.StopAsync("daemon-stopped");

        Assert.Equal(EndCause.Stopped, (await runs.EndAsync("daemon-stopped")).Cause);
        Assert.Null(Living(File.ReadAllText(runs.Scratch("pid"))));
        Assert.Equal("daemon saw it\n", await runs.TextAsync("daemon-stopped"));
    }

    [Fact]
    public async Task A_bomb_of_forks_is_put_out()
    {
        await using var runs = new LocalRuns();

        // Every process makes two and goes on; seven generations, so that at most 255 are there if all goes wrong.
        File.WriteAllText(
            runs.Scratch("bomb"),
            $"echo $$ >> '{runs.Scratch("pids")}'\n[ $1 -lt 7 ] || exec sleep 3600\n"
                + $"/bin/sh '{runs.Scratch("bomb")}' $(($1 + 1)) & /bin/sh '{runs.Scratch("bomb")}' $(($1 + 1)) & exec sleep 3600\n");
        await runs.StartAsync(LocalRuns.Order("bomb", "/bin/sh", runs.Scratch("bomb"), "0"));
        await Until.TrueAsync("the bomb went off", () =>
            File.Exists(runs.Scratch("pids")) && File.ReadAllLines(runs.Scratch("pids")).Length > 60);

        await runs.StopAsync("bomb", LocalRuns.AtOnce);

        await runs.EndAsync("bomb");
        Assert.All(File.ReadAllLines(runs.Scratch("pids")), pid => Assert.Null(Living(pid)));
    }

    private static ProcessEntry? Living(string pid) =>
        ProcessEntry.Of(int.Parse(pid, CultureInfo.InvariantCulture)) is { IsZombie: false } entry
            && File.ReadAllText($"/proc/{entry.Identity.Pid}/cmdline").Contains("sh", StringComparison.Ordinal)
            ? entry
            : null;
}
