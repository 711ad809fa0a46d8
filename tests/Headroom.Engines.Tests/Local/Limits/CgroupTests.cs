using Headroom.Engines.Contract;
using Headroom.Engines.Local.Limits;

namespace Headroom.Engines.Tests.Local.Limits;

public sealed class CgroupTests
{
    private static readonly RunLimits All = new() { MemoryMiB = 100, Processes = 50, CpuMillicores = 1500 };

    [Fact]
    public void Version_1_has_a_folder_a_controller_also_where_a_mount_shows_a_part()
    {
        var mounts = CgroupMounts.Parse(
            [
                "30 25 0:26 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct",
                "31 25 0:27 /docker/abc /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
                "32 25 0:28 / /proc rw - proc proc rw",
                "nonsense",
            ],
            ["4:memory:/docker/abc/inner", "3:cpu,cpuacct:/", "1:name=systemd:/"]);

        Assert.Null(mounts.Unified);
        Assert.Equal("/sys/fs/cgroup/cpu,cpuacct", mounts.Version1["cpu"]);
        Assert.Equal("/sys/fs/cgroup/memory/inner", mounts.Version1["memory"]);
        Assert.False(mounts.Version1.ContainsKey("pids"));
    }

    [Fact]
    public void Version_2_has_one_folder_for_all()
    {
        var mounts = CgroupMounts.Parse(
            ["29 22 0:25 / /sys/fs/cgroup rw shared:4 - cgroup2 cgroup2 rw,nsdelegate"], ["0::/user.slice/headroom"]);

        Assert.Equal("/sys/fs/cgroup/user.slice/headroom", mounts.Unified);
        Assert.Empty(mounts.Version1);
    }

    [Fact]
    public void Limits_are_written_as_version_2_has_them()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.At("cgroup.subtree_control"), "cpu memory pids\n");
        var mounts = new CgroupMounts { Unified = folder.Path, Version1 = new Dictionary<string, string>() };

        var groups = RunCgroups.Make(mounts, "headroom-a", CgroupPlan.Of(All));

        Assert.Equal([folder.At("headroom-a")], groups.Folders);
        Assert.Empty(groups.NotHeld);
        Assert.Equal("104857600", File.ReadAllText(folder.At("headroom-a/memory.max")));
        Assert.Equal("50", File.ReadAllText(folder.At("headroom-a/pids.max")));
        Assert.Equal("150000 100000", File.ReadAllText(folder.At("headroom-a/cpu.max")));
    }

    [Theory]
    [InlineData("memory.events", "low 0\noom 3\noom_kill 1\n", true)]
    [InlineData("memory.events", "low 0\noom 3\noom_kill 0\n", false)]
    [InlineData("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n", true)]
    public void An_end_for_want_of_memory_is_seen_in_both_versions(string file, string text, bool isSeen)
    {
        using var folder = new ScratchFolder();
        var mounts = new CgroupMounts
        {
            Version1 = new Dictionary<string, string> { ["memory"] = folder.Path },
        };
        var groups = RunCgroups.Make(mounts, "headroom-a", CgroupPlan.Of(All));
        File.WriteAllText(folder.At($"headroom-a/{file}"), text);
        File.WriteAllText(folder.At("headroom-a/memory.max_usage_in_bytes"), "123456\n");

        Assert.Equal(isSeen, groups.RanOutOfMemory);
        Assert.Equal(123_456, groups.PeakBytes);
        Assert.Equal(["cpu", "pids"], groups.NotHeld.Keys.Order());
    }
}
