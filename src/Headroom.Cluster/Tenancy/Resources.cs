using Headroom.Cluster.Fleets;

namespace Headroom.Cluster.Tenancy;

/// <summary>
/// Numbers the resources that quotas are counted in: the chip models of a fleet in order of first use, processors last.
/// Amounts are thousandths.
/// </summary>
public sealed class Resources
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>The resources of a fleet.</summary>
    public Resources(Fleet fleet)
    {
        foreach (var node in fleet.Nodes)
        {
            if (node.GpuCount > 0 && _indexes.TryAdd(node.ChipModel, _names.Count)) _names.Add(node.ChipModel);
        }

        _indexes[Quota.Cpu] = _names.Count;
        _names.Add(Quota.Cpu);
        Capacity = new long[_names.Count];
        foreach (var node in fleet.Nodes)
        {
            if (node.GpuCount > 0) Capacity[IndexOf(node.ChipModel)] += node.GpuMilli;
            Capacity[Cpu] += node.CpuMillicores;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _names.Count;

    /// <summary>Chip models among them: their indexes are 0 to this number less one.</summary>
    public int ChipModelCount => _names.Count - 1;

    /// <summary>Index of processors.</summary>
    public int Cpu => _names.Count - 1;

    /// <summary>What the whole fleet has, by index.</summary>
    public long[] Capacity { get; }

    /// <summary>Name of the resource with this index.</summary>
    public string this[int index] => _names[index];

    /// <summary>Index of <paramref name="name"/>; -1 when the fleet has none of it.</summary>
    public int IndexOf(string name) => _indexes.GetValueOrDefault(name, -1);
}
