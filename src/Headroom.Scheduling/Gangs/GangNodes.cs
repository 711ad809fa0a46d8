namespace Headroom.Scheduling.Gangs;

/// <summary>
/// The nodes of one gang on a fleet of equal nodes: whole nodes first, lowest index first, and last the one
/// that carries the remainder.
/// </summary>
public readonly struct GangNodes : IEquatable<GangNodes>
{
    private readonly int _gpusPerNode;
    private readonly int _first;
    private readonly int[]? _others;

    /// <summary>A gang on one node.</summary>
    public GangNodes(int gpuCount, int node)
    {
        GpuCount = gpuCount;
        _gpusPerNode = gpuCount;
        _first = node;
    }

    /// <summary>A gang on several nodes, all but the last of <paramref name="nodes"/> taken whole.</summary>
    public GangNodes(int gpuCount, int gpusPerNode, int[] nodes)
    {
        GpuCount = gpuCount;
        _gpusPerNode = gpusPerNode;
        _first = nodes[0];
        _others = nodes.Length > 1 ? nodes[1..] : null;
    }

    /// <summary>Accelerators of the whole gang.</summary>
    public int GpuCount { get; }

    /// <summary>How many nodes, at least 1 but for the default value.</summary>
    public int Count => GpuCount == 0 ? 0 : 1 + (_others?.Length ?? 0);

    /// <summary>Index of the node at <paramref name="position"/>, 0 to <see cref="Count"/> - 1.</summary>
    public int this[int position] => position == 0 ? _first : _others![position - 1];

    /// <summary>Accelerators that the gang holds on the node at <paramref name="position"/>.</summary>
    public int GpusAt(int position) => position < Count - 1 ? _gpusPerNode : GpuCount - (_gpusPerNode * (Count - 1));

    /// <inheritdoc/>
    public bool Equals(GangNodes other)
    {
        if (GpuCount != other.GpuCount || Count != other.Count) return false;
        for (var position = 0; position < Count; position++)
        {
            if (this[position] != other[position]) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GangNodes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (GpuCount * 31) + _first;

    /// <summary>Whether both name the same nodes for as many accelerators.</summary>
    public static bool operator ==(GangNodes left, GangNodes right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(GangNodes left, GangNodes right) => !left.Equals(right);
}
