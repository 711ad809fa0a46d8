using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Discovery;

/// <summary>What this machine has to run work on.</summary>
internal static class LocalMachine
{
    private const long MillicoresPerCore = 1000;

    /// <summary>
    /// As the system tells it to this process, a container's bounds included. <paramref name="declared"/> are its
    /// accelerators; null to ask the driver.
    /// </summary>
    public static async Task<(LocalNodes Nodes, string? Warning)> DiscoverAsync(
        string name, ValueList<DiscoveredGpu>? declared, TimeProvider clock, CancellationToken cancellation)
    {
        var (gpus, warning) = declared is null
            ? await NvidiaSmi.QueryAsync("nvidia-smi", clock, cancellation)
            : (declared, null);
        return (Of(name, gpus), warning);
    }

    /// <summary>
    /// The machine with such accelerators. It counts at least a core for each of them: those that are declared on a
    /// small machine could not be tried otherwise.
    /// </summary>
    public static LocalNodes Of(string name, ValueList<DiscoveredGpu> gpus) => LocalNodes.Of(new DiscoveredNode(
        name,
        Math.Max(Environment.ProcessorCount, gpus.Count) * MillicoresPerCore,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
        gpus));
}
