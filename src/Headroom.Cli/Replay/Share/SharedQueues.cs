using Headroom.Cli.Output;
using Headroom.Simulation.Sharing.Workloads;
using Headroom.Traces;

namespace Headroom.Cli.Replay.Share;

/// <summary>
/// Tells which tenants of a history fall into one queue, since names of queues are narrower: they would share its quota
/// unnoticed.
/// </summary>
internal static class SharedQueues
{
    private const int ShownMax = 10;

    public static void Report(Terminal terminal, IReadOnlyList<JobHistory> histories)
    {
        foreach (var history in histories)
        {
            var shared = history.Jobs.Select(HistoryJobs.TenantOf).Distinct(StringComparer.Ordinal)
                .GroupBy(HistoryJobs.QueueNameOf, StringComparer.Ordinal)
                .Where(tenants => tenants.Count() > 1)
                .Take(ShownMax);
            foreach (var tenants in shared)
            {
                terminal.Error.WriteLine(DisplayWidth.Printable(
                    $"headroom: {history.Name}: {string.Join(", ", tenants.Take(ShownMax).Select(Quoted))} "
                    + $"share the queue {tenants.Key} and its quota; rename them in the history to tell them apart."));
            }
        }
    }

    private static string Quoted(string tenant) => tenant.Length == 0 ? "jobs of nobody" : $"\"{tenant}\"";
}
