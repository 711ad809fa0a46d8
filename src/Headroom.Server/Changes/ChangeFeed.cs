using Headroom.Storage;
using Headroom.Storage.Reading;

namespace Headroom.Server.Changes;

/// <summary>
/// Changes as they are stored, for any number of readers: each reads from where it stands, and those that stand at the
/// same place share one read. Nothing is read while nobody looks. Thread-safe.
/// </summary>
internal sealed class ChangeFeed(Store store)
{
    /// <summary>Most events of one page.</summary>
    public const int PageMax = 500;

    private const int PagesMax = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Task<ChangePage>> _pages = [];
    private readonly Queue<long> _order = [];
    private TaskCompletionSource _more = Signal();
    private long _last;

    /// <summary>Number of the last event that is stored.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>More is stored; wakes all who wait.</summary>
    /// <param name="last">Number of the last event.</param>
    public void Append(long last)
    {
        if (last <= _last) return;

        TaskCompletionSource before;
        lock (_gate)
        {
            (before, _more) = (_more, Signal());
            Volatile.Write(ref _last, last);
        }

        before.SetResult();
    }

    /// <summary>The changes after a position, once there are any.</summary>
    public async Task<ChangePage> AfterAsync(long position, CancellationToken cancellation)
    {
        while (WaitFor(position) is { } more) await more.WaitAsync(cancellation);

        return await PageAfter(position).WaitAsync(cancellation);
    }

    // Null when there is more already.
    private Task? WaitFor(long position)
    {
        lock (_gate) return position < _last ? null : _more.Task;
    }

    private Task<ChangePage> PageAfter(long position)
    {
        lock (_gate)
        {
            if (_pages.TryGetValue(position, out var known) && !known.IsFaulted) return known;

            // Not the caller's cancellation: others read the same page.
            var page = Task.Run(() => store.Changes.AfterAsync(position, PageMax));
            if (!_pages.ContainsKey(position)) _order.Enqueue(position);
            _pages[position] = page;
            if (_order.Count > PagesMax) _pages.Remove(_order.Dequeue());
            return page;
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
