using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm.Calls;
using Headroom.Engines.Slurm.Runs;

namespace Headroom.Engines.Slurm;

/// <summary>The nodes of a Slurm cluster that the pool may use, and what others hold of them.</summary>
internal sealed class SlurmSite(ISlurmCalls calls, RunShelf shelf, SlurmEngineOptions options)
{
    private const long MillicoresPerCpu = 1000;

    private volatile IReadOnlyDictionary<string, DiscoveredNode> _nodes = new Dictionary<string, DiscoveredNode>();

    /// <summary>The nodes by name, asked for anew when one of <paramref name="names"/> is not among them.</summary>
    /// <exception cref="SlurmFault">Slurm cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<string, DiscoveredNode>> NodesAsync(
        IEnumerable<string> names, CancellationToken cancellation)
    {
        if (!names.All(_nodes.ContainsKey)) _ = await DiscoverAsync(cancellation);

        return _nodes;
    }

    /// <summary>What there is now.</summary>
    /// <exception cref="SlurmFault">Slurm cannot be asked.</exception>
    public async Task<Discovered> DiscoverAsync(CancellationToken cancellation)
    {
        var nodes = await calls.NodesAsync(cancellation);
        var switches = await calls.SwitchesAsync(cancellation);
        var ours = OursOf(await calls.ActiveAsync(cancellation));
        var discovered = nodes
            .Where(node => options.Partition.Length == 0 || node.Partitions.Contains(options.Partition))
            .OrderBy(node => node.Name, StringComparer.Ordinal)
            .Select(node => Of(node, PlaceOf(node.Name, switches), ours.GetValueOrDefault(node.Name, new(0, 0, 0))))
            .ToList();
        _nodes = discovered.ToDictionary(node => node.Name, StringComparer.Ordinal);
        return new Discovered(ValueList.From(discovered), ValueList.From(Warnings(nodes, discovered)));
    }

    private IEnumerable<string> Warnings(IReadOnlyList<SlurmNode> nodes, List<DiscoveredNode> discovered)
    {
        if (discovered.Count == 0)
        {
            yield return options.Partition.Length > 0
                ? $"No node belongs to the partition '{options.Partition}'; see 'sinfo'."
                : "Slurm has no node.";
        }

        var closed = nodes.Where(node => discovered.Any(one => one.Name == node.Name && !one.IsUsable)).ToList();
        if (closed.Count > 0)
        {
            yield return $"{closed.Count} nodes take no work now: "
                + $"{string.Join(", ", closed.Take(5).Select(node => $"{node.Name} ({node.State})"))}.";
        }
    }

    private DiscoveredNode Of(SlurmNode node, NodePlace place, TakenByOthers ours)
    {
        var gpus = GresList.Gpus(node.Gres)
            .SelectMany(gpu => Enumerable.Repeat(new DiscoveredGpu(gpu.Model), gpu.Count))
            .Take(Node.GpuCountMax);
        var gpusInUse = GresList.Gpus(node.GresInUse).Sum(gpu => gpu.Count);
        return new DiscoveredNode(node.Name, node.Cpus * MillicoresPerCpu, node.MemoryMiB, ValueList.From(gpus))
        {
            Place = place,
            Features = node.Features,
            IsUsable = node.IsUsable(isReserved: options.Reservation.Length > 0),
            Taken = new TakenByOthers(
                Math.Max(0, node.CpusInUse * MillicoresPerCpu - ours.CpuMillicores),
                Math.Max(0, node.MemoryMiBInUse - ours.MemoryMiB),
                Math.Max(0, gpusInUse - ours.GpuCount)),
        };
    }

    private NodePlace PlaceOf(string node, IReadOnlyList<SlurmSwitch> switches)
    {
        string NameAt(int level) => switches
            .FirstOrDefault(one => one.Level == level && one.Nodes.Contains(node, StringComparer.Ordinal))?.Name ?? "";
        return new NodePlace(Cluster: options.Name, Block: NameAt(1), Rack: NameAt(0));
    }

    private Dictionary<string, TakenByOthers> OursOf(IReadOnlyList<SlurmJob> jobs)
    {
        var ours = new Dictionary<string, TakenByOthers>(StringComparer.Ordinal);
        foreach (var job in jobs.Where(job => job.Nodes.Length > 0 && RunMark.Of(job)?.Pool == options.Pool))
        {
            var names = HostList.Expand(job.Nodes);
            if (names.Count == 0) continue;

            var holds = HeldResources.Parse(job.Holds);
            // Without accounting Slurm does not tell accelerators: the order does.
            var order = shelf.Read(RunMark.Of(job)!.Run).Order;
            var gpus = order is null || order.Tasks[0].GpuMilli < TaskRequest.WholeGpuMilli
                ? 0
                : order.Tasks.Sum(task => task.Gpus.Count);
            foreach (var name in names)
            {
                var before = ours.GetValueOrDefault(name, new(0, 0, 0));
                ours[name] = new TakenByOthers(
                    before.CpuMillicores + holds.Cpus * MillicoresPerCpu / names.Count,
                    before.MemoryMiB + holds.MemoryMiB / names.Count,
                    before.GpuCount + gpus / names.Count);
            }
        }

        return ours;
    }
}
