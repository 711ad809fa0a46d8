using Headroom.Cluster.Jobs;

namespace Headroom.Cluster.State;

/// <summary>Runtimes of finished jobs by likeness: what predictions may be made from.</summary>
public sealed class RuntimeBook
{
    /// <summary>Runtimes that are remembered of each kind.</summary>
    public const int RecentMax = 64;

    // Every list of runtimes is an array that never changes, so that copies of the book share it.
    private readonly Dictionary<(string User, string Name, long GpuMilli), long[]> _byKind;
    private readonly Dictionary<(string User, string Name), long[]> _byName;
    private readonly Dictionary<string, long[]> _byUser;
    private readonly Dictionary<long, long[]> _bySize;
    private long[] _all;

    internal RuntimeBook() => (_byKind, _byName, _byUser, _bySize, _all) = ([], [], [], [], []);

    private RuntimeBook(RuntimeBook other)
    {
        (_byKind, _byName) = (new(other._byKind), new(other._byName));
        (_byUser, _bySize, _all) = (new(other._byUser), new(other._bySize), other._all);
    }

    /// <summary>Levels of likeness, from the nearest.</summary>
    public const int Levels = 5;

    /// <summary>Whether no job has finished yet.</summary>
    public bool IsEmpty => _all.Length == 0;

    /// <summary>
    /// The last runtimes of jobs like <paramref name="job"/> in milliseconds, newest last; empty when there are none.
    /// </summary>
    /// <param name="job">Job to be predicted.</param>
    /// <param name="level">
    /// 0: same user, name and size; 1: same user and name; 2: same user; 3: same size; 4: all.
    /// </param>
    public ReadOnlySpan<long> Recent(Job job, int level) => level switch
    {
        0 => _byKind.GetValueOrDefault((job.User, job.Name, job.Shape.GpuMilliTotal)),
        1 => _byName.GetValueOrDefault((job.User, job.Name)),
        2 => _byUser.GetValueOrDefault(job.User),
        3 => _bySize.GetValueOrDefault(job.Shape.GpuMilliTotal),
        _ => _all,
    };

    internal RuntimeBook Copy() => new(this);

    internal void Add(Job job, long milliseconds)
    {
        Add(_byKind, (job.User, job.Name, job.Shape.GpuMilliTotal), milliseconds);
        Add(_byName, (job.User, job.Name), milliseconds);
        Add(_byUser, job.User, milliseconds);
        Add(_bySize, job.Shape.GpuMilliTotal, milliseconds);
        _all = With(_all, milliseconds);
    }

    private static void Add<TKey>(Dictionary<TKey, long[]> book, TKey key, long milliseconds)
        where TKey : notnull =>
        book[key] = With(book.GetValueOrDefault(key) ?? [], milliseconds);

    private static long[] With(long[] runtimes, long milliseconds) =>
        [.. runtimes.AsSpan(runtimes.Length < RecentMax ? 0 : 1), milliseconds];
}
