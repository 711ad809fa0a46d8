namespace Headroom.Scheduling.Prediction;

/// <summary>
/// Runtimes of the jobs that have finished so far, by likeness: same user, name and size; same user and name;
/// same user; same size; all.
/// </summary>
internal sealed class RuntimeHistory
{
    private readonly Dictionary<(string User, string Name, int GpuCount), JobKind> _kinds = [];
    private readonly Dictionary<(string User, string Name), RuntimeAverage> _byName = [];
    private readonly Dictionary<string, RuntimeAverage> _byUser = [];
    private readonly Dictionary<int, RuntimeAverage> _bySize = [];
    private readonly RuntimeAverage _all = new();

    /// <summary>The kind that such a job belongs to; the same object for the same arguments.</summary>
    public JobKind KindOf(string user, string name, int gpuCount)
    {
        if (_kinds.TryGetValue((user, name, gpuCount), out var known)) return known;

        var kind = new JobKind(
            gpuCount,
            [new RuntimeAverage(), Of(_byName, (user, name)), Of(_byUser, user), Of(_bySize, gpuCount), _all]);
        _kinds.Add((user, name, gpuCount), kind);
        return kind;
    }

    private static RuntimeAverage Of<TKey>(Dictionary<TKey, RuntimeAverage> averages, TKey key)
        where TKey : notnull
    {
        if (!averages.TryGetValue(key, out var average)) averages.Add(key, average = new RuntimeAverage());
        return average;
    }
}
