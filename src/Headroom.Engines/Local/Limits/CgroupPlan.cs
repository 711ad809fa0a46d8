using System.Globalization;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Local.Limits;

/// <summary>What has to be written to which controller for a limit to hold.</summary>
/// <param name="Controller">Its name, which is the same in both versions.</param>
/// <param name="Version1">File and value for version 1, in order.</param>
/// <param name="Version2">File and value for version 2, in order.</param>
internal sealed record CgroupPlan(
    string Controller, (string File, string Value)[] Version1, (string File, string Value)[] Version2)
{
    // The kernel's default period; shorter ones cost, longer ones make a run stutter.
    private const long PeriodMicroseconds = 100_000;
    private const long LeastQuotaMicroseconds = 1_000;

    /// <summary>One plan for each limit that is asked for.</summary>
    public static IReadOnlyList<CgroupPlan> Of(RunLimits limits)
    {
        var plans = new List<CgroupPlan>();
        if (limits.MemoryMiB > 0)
        {
            var bytes = Number(limits.MemoryMiB << 20);
            plans.Add(new(
                "memory",
                [("memory.limit_in_bytes", bytes)],
                [("memory.max", bytes), ("memory.swap.max", "0"), ("memory.oom.group", "1")]));
        }

        if (limits.Processes > 0)
        {
            var count = Number(limits.Processes);
            plans.Add(new("pids", [("pids.max", count)], [("pids.max", count)]));
        }

        if (limits.CpuMillicores > 0)
        {
            var quota = Math.Max(LeastQuotaMicroseconds, limits.CpuMillicores * PeriodMicroseconds / 1000);
            plans.Add(new(
                "cpu",
                [("cpu.cfs_period_us", Number(PeriodMicroseconds)), ("cpu.cfs_quota_us", Number(quota))],
                [("cpu.max", $"{Number(quota)} {Number(PeriodMicroseconds)}")]));
        }

        return plans;
    }

    /// <summary>Files that a kernel may be built without, or that a version has only from some year on.</summary>
    public static bool IsOptional(string file) => file is "memory.swap.max" or "memory.oom.group";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
