namespace Headroom.Scheduling.Nodes;

/// <summary>
/// Numbers the chip models of a fleet, so that hot loops compare integers. Not thread-safe while it grows.
/// </summary>
public sealed class ChipModels
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>Models known so far.</summary>
    public int Count => _names.Count;

    /// <summary>Index of <paramref name="name"/>, given out in order of first use.</summary>
    public int IndexOf(string name)
    {
        if (_indexes.TryGetValue(name, out var index)) return index;

        _indexes.Add(name, _names.Count);
        _names.Add(name);
        return _names.Count - 1;
    }

    /// <summary>For each known model, by index, whether <paramref name="request"/> admits it.</summary>
    public bool[] AdmittedBy(Cluster.TaskRequest request) => [.. _names.Select(request.Admits)];
}
