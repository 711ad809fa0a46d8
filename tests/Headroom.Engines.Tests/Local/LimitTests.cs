using System.Globalization;
using Headroom.Engines.Local.Limits;

namespace Headroom.Engines.Tests.Local;

public sealed class LimitTests
{
    [Fact]
    public async Task Without_a_cgroup_memory_is_limited_a_process_and_a_warning_says_so()
    {
        await using var runs = new LocalRuns();

        // The loop goes on until the limit, which is set when the program has just started, is in force.
        var ending = await runs.RunAsync(LocalRuns.Script(
            "memory", "while [ \"$(ulimit -v)\" = unlimited ]; do :; done; ulimit -v; exec dd if=/dev/zero of=/dev/null bs=200M count=1") with
        {
            Limits = new() { MemoryMiB = 100, CpuMillicores = 1000, Time = TimeSpan.FromMinutes(10) },
        });

        Assert.Equal("102400\n", await runs.TextAsync("memory"));
        Assert.Contains(ending.Warnings, warning =>
            warning.StartsWith("Memory is limited to 100 MiB of address space of each process", StringComparison.Ordinal));
        Assert.Contains(ending.Warnings, warning =>
            warning.StartsWith("Processors are not limited", StringComparison.Ordinal));
        Assert.False(ending.IsSuccess);
    }

    [Fact]
    public async Task With_a_cgroup_the_processes_of_a_run_are_counted()
    {
        var pids = CgroupMounts.Read().Version1.GetValueOrDefault("pids");
        Assert.SkipUnless(CanMakeGroup(pids), "no cgroup with a pids controller can be made here");
        await using var runs = new LocalRuns();
        runs.Use(runs.Open(usesCgroups: true));

        // A thousand are wanted, ten are allowed, the shell among them.
        await runs.StartAsync(LocalRuns.Script(
            "counted",
            $"for i in $(seq 1000); do sleep 3600 & done 2>/dev/null; echo never > '{runs.Scratch("never")}'") with
        {
            Limits = new() { Processes = 10 },
        });

        var ending = await runs.EndAsync("counted");

        Assert.Empty(ending.Warnings);
        Assert.NotEqual(0, ending.ExitCode);
        Assert.False(File.Exists(runs.Scratch("never")));
        await Until.TrueAsync("its group is gone", () =>
            !Directory.EnumerateDirectories(pids!, "headroom-counted-*").Any());
    }

    [Fact]
    public async Task A_bomb_of_forks_that_nobody_stops_is_contained_by_the_engines_own_bound()
    {
        var pids = CgroupMounts.Read().Version1.GetValueOrDefault("pids");
        Assert.SkipUnless(CanMakeGroup(pids), "no cgroup with a pids controller can be made here");
        await using var runs = new LocalRuns();
        runs.Use(runs.Open(usesCgroups: true, processesMax: 40));
        File.WriteAllText(
            runs.Scratch("bomb"),
            $"echo $$ >> '{runs.Scratch("pids")}'\n[ $1 -lt 8 ] || exec sleep 3600\n"
                + $"/bin/sh '{runs.Scratch("bomb")}' $(($1 + 1)) &\n"
                + $"/bin/sh '{runs.Scratch("bomb")}' $(($1 + 1)) &\nexec sleep 3600\n");

        await runs.StartAsync(LocalRuns.Order("bomb", "/bin/sh", runs.Scratch("bomb"), "0"));
        await runs.MadeAsync("pids");
        var group = Directory.EnumerateDirectories(pids!, "headroom-bomb-*").Single();
        await Until.TrueAsync("forks are refused", () => File.ReadAllText($"{group}/pids.events").Trim() != "max 0");
        var count = int.Parse(File.ReadAllText($"{group}/pids.current"), CultureInfo.InvariantCulture);
        await runs.StopAsync("bomb", LocalRuns.AtOnce);
        await runs.EndAsync("bomb");

        Assert.InRange(count, 1, 40);
    }

    private static bool CanMakeGroup(string? folder)
    {
        try
        {
            if (folder is null) return false;

            var probe = Directory.CreateDirectory($"{folder}/headroom-probe");
            probe.Delete();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
