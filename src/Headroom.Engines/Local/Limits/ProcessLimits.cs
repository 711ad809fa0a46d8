using Headroom.Engines.Contract;
using Headroom.Engines.Local.Native;

namespace Headroom.Engines.Local.Limits;

/// <summary>
/// What is left where there is no cgroup: limits of single processes, set right after the first has started and
/// inherited by all that it starts. A weaker thing, and said so.
/// </summary>
internal static class ProcessLimits
{
    private const int ProcessCount = 6;
    private const int AddressSpace = 9;

    /// <summary>
    /// Holds what <paramref name="notHeld"/> names as far as can be, and says in one sentence each what holds instead.
    /// </summary>
    public static IEnumerable<string> Apply(int pid, RunLimits limits, IReadOnlyDictionary<string, string> notHeld)
    {
        if (notHeld.TryGetValue("memory", out var why))
        {
            yield return Set(pid, AddressSpace, (ulong)limits.MemoryMiB << 20)
                ? $"Memory is limited to {limits.MemoryMiB} MiB of address space of each process, not of the run: {Because(why)}"
                : $"Memory is not limited: {Because(why)}";
        }

        if (notHeld.TryGetValue("pids", out why))
        {
            yield return Set(pid, ProcessCount, (ulong)limits.Processes)
                ? $"Processes are limited to {limits.Processes} of the user, which root is exempt from: {Because(why)}"
                : $"Processes are not limited: {Because(why)}";
        }

        if (notHeld.TryGetValue("cpu", out why)) yield return $"Processors are not limited: {Because(why)}";
    }

    private static string Because(string why) =>
        $"no cgroup could be made ({why.TrimEnd('.')}); let the program write to its cgroup.";

    private static unsafe bool Set(int pid, int resource, ulong value)
    {
        var limit = stackalloc ulong[] { value, value };
        return Libc.prlimit(pid, resource, limit, null) == 0;
    }
}
