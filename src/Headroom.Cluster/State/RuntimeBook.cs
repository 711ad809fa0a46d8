using Headroom.Cluster.Jobs;

namespace Headroom.Cluster.State;

/// <summary>Runtimes of finished jobs by likeness: what predictions may be made from.</summary>
public sealed class RuntimeBook
{
    /// <summary>Runtimes that are remembered of each kind.</summary>
    public const int RecentMax = 64;

    private readonly Dictionary<(string User, string Name, long GpuMilli), RecentRuntimes> _byKind = [];
    private readonly Dictionary<(string User, string Name), RecentRuntimes> _byName = [];
    private readonly Dictionary<string, RecentRuntimes> _byUser = [];
    private readonly Dictionary<long, RecentRuntimes> _bySize = [];
    private readonly RecentRuntimes _all = new();

    /// <summary>Levels of likeness, from the nearest.</summary>
    public const int Levels = 5;

    /// <summary>
    /// The last runtimes of jobs like <paramref name="job"/> in milliseconds, newest last; empty when there are none.
    /// </summary>
    /// <param name="job">Job to be predicted.</param>
    /// <param name="level">
    /// 0: same user, name and size; 1: same user and name; 2: same user; 3: same size; 4: all.
    /// </param>
    public ReadOnlySpan<long> Recent(Job job, int level) => (level switch
    {
        0 => _byKind.GetValueOrDefault((job.User, job.Name, job.Shape.GpuMilliTotal)),
        1 => _byName.GetValueOrDefault((job.User, job.Name)),
        2 => _byUser.GetValueOrDefault(job.User),
        3 => _bySize.GetValueOrDefault(job.Shape.GpuMilliTotal),
        _ => _all,
    } ?? RecentRuntimes.None).Values;

    internal void Add(Job job, long milliseconds)
    {
        Of(_byKind, (job.User, job.Name, job.Shape.GpuMilliTotal)).Add(milliseconds);
        Of(_byName, (job.User, job.Name)).Add(milliseconds);
        Of(_byUser, job.User).Add(milliseconds);
        Of(_bySize, job.Shape.GpuMilliTotal).Add(milliseconds);
        _all.Add(milliseconds);
    }

    private static RecentRuntimes Of<TKey>(Dictionary<TKey, RecentRuntimes> book, TKey key)
        where TKey : notnull
    {
        if (!book.TryGetValue(key, out var runtimes)) book.Add(key, runtimes = new RecentRuntimes());
        return runtimes;
    }

    private sealed class RecentRuntimes
    {
        private readonly List<long> _values = [];

        public static RecentRuntimes None { get; } = new();

        public ReadOnlySpan<long> Values => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values);

        public void Add(long milliseconds)
        {
            if (_values.Count == RecentMax) _values.RemoveAt(0);
            _values.Add(milliseconds);
        }
    }
}
