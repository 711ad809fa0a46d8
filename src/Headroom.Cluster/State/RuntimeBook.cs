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

    internal RuntimeBook(IEnumerable<RuntimesImage> images)
        : this()
    {
        foreach (var (level, user, name, size, recent) in images)
        {
            var runtimes = recent.AsSpan().ToArray();
            switch (level)
            {
                case 0: _byKind.Add((user, name, size), runtimes); break;
                case 1: _byName.Add((user, name), runtimes); break;
                case 2: _byUser.Add(user, runtimes); break;
                case 3: _bySize.Add(size, runtimes); break;
                default: _all = runtimes; break;
            }
        }
    }

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

    internal IReadOnlyList<RuntimesImage> Image() =>
    [
        .. _byKind.OrderBy(pair => pair.Key.User, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Name, StringComparer.Ordinal).ThenBy(pair => pair.Key.GpuMilli)
            .Select(pair => new RuntimesImage(
                0, pair.Key.User, pair.Key.Name, pair.Key.GpuMilli, ValueList.Of<long>(pair.Value))),
        .. _byName.OrderBy(pair => pair.Key.User, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Name, StringComparer.Ordinal)
            .Select(pair => new RuntimesImage(1, pair.Key.User, pair.Key.Name, 0, ValueList.Of<long>(pair.Value))),
        .. _byUser.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new RuntimesImage(2, pair.Key, "", 0, ValueList.Of<long>(pair.Value))),
        .. _bySize.OrderBy(pair => pair.Key)
            .Select(pair => new RuntimesImage(3, "", "", pair.Key, ValueList.Of<long>(pair.Value))),
        new RuntimesImage(4, "", "", 0, ValueList.Of<long>(_all)),
    ];

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
