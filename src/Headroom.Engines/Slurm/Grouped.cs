namespace Headroom.Engines.Slurm;

/// <summary>
/// Does in one go what several callers ask for at about the same time: what comes while one group is done is the next
/// group, so that nobody waits for company and a crowd costs little more than one.
/// </summary>
/// <param name="most">Most items of one group.</param>
/// <param name="work">Answers a group, item by item in its order.</param>
internal sealed class Grouped<TItem, TAnswer>(
    int most, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TAnswer>>> work)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<(TItem Item, TaskCompletionSource<TAnswer> Answer)> _waiting = new();
    private bool _isAtWork;

    /// <summary>
    /// How many more are on their way: a group waits until it is as large as that, so that one half is done while the
    /// other comes. By default nobody is waited for.
    /// </summary>
    public Func<int> Coming { get; init; } = () => 0;

    /// <summary>How long a group waits for them at most. Default: it does not.</summary>
    public TimeSpan LongestWait { get; init; }

    /// <summary>The answer of a group that begins from now on.</summary>
    public Task<TAnswer> AskAsync(TItem item, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue((item, answer));
            if (!_isAtWork)
            {
                _isAtWork = true;
                _ = Task.Run(WorkAsync, CancellationToken.None);
            }
        }

        return answer.Task.WaitAsync(cancellation);
    }

    private async Task WorkAsync()
    {
        while (await GatherAsync() is { Count: > 0 } group)
        {
            try
            {
                var answers = await work([.. group.Select(one => one.Item)]);
                for (var index = 0; index < group.Count; index++) group[index].Answer.SetResult(answers[index]);
            }
            // Whatever it was is the answer of each who asked.
            catch (Exception fault)
            {
                foreach (var (_, answer) in group) answer.TrySetException(fault);
            }
        }
    }

    private async Task<List<(TItem Item, TaskCompletionSource<TAnswer> Answer)>> GatherAsync()
    {
        var since = TimeProvider.System.GetTimestamp();
        while (Waiting is > 0 and var count && count < most && count < Coming()
            && TimeProvider.System.GetElapsedTime(since) < LongestWait)
        {
            await Task.Delay(Step);
        }

        return Take();
    }

    private int Waiting
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    private List<(TItem Item, TaskCompletionSource<TAnswer> Answer)> Take()
    {
        lock (_lock)
        {
            var group = new List<(TItem Item, TaskCompletionSource<TAnswer> Answer)>();
            while (group.Count < most && _waiting.TryDequeue(out var one)) group.Add(one);

            _isAtWork = group.Count > 0;
            return group;
        }
    }
}
