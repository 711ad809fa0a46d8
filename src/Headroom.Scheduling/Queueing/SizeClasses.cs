namespace Headroom.Scheduling.Queueing;

/// <summary>
/// One entry for each number of accelerators that jobs asked for so far. Jobs of equal size fit or fail together, so a
/// size found not to fit is tried once a cycle and not once a job.
/// </summary>
internal sealed class SizeClasses<T>(int gpuCountMax, Func<int, T> create)
    where T : class
{
    private readonly T?[] _bySize = new T?[gpuCountMax + 1];
    private readonly List<T> _all = [];

    /// <summary>The classes in the order in which they first came up.</summary>
    public List<T> All => _all;

    public T Of(int gpuCount)
    {
        if (_bySize[gpuCount] is { } known) return known;

        var created = create(gpuCount);
        _bySize[gpuCount] = created;
        _all.Add(created);
        return created;
    }
}
