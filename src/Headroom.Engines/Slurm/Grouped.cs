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
    private readonly Lock _lock = new();
    private readonly Queue<(TItem Item, TaskCompletionSource<TAnswer> Answer)> _waiting = new();
    private bool _isAtWork;

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
        while (Take() is { Count: > 0 } group)
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
