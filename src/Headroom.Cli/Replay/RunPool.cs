using System.Runtime.ExceptionServices;
using Headroom.Cli.Output;

namespace Headroom.Cli.Replay;

/// <summary>
/// Works through a list on several threads. Answers come back in the order of the list, whatever finished first,
/// so what is printed does not depend on the number of threads.
/// </summary>
internal sealed class RunPool(Terminal terminal, int? threads, CancellationToken interrupted)
{
    private static readonly TimeSpan RedrawPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>Answers by item index. When items fail, the failure of the first of them is thrown.</summary>
    public IReadOnlyList<TAnswer> Map<TItem, TAnswer>(
        string title, IReadOnlyList<TItem> items, Func<TItem, TAnswer> work)
    {
        var answers = new TAnswer[items.Count];
        var faults = new Exception?[items.Count];
        var started = 0;
        using var done = new CountdownEvent(items.Count + 1);

        // Background threads of our own: an interrupted process leaves without waiting for the runs at hand.
        for (var thread = 0; thread < Math.Min(threads ?? Environment.ProcessorCount, items.Count); thread++)
            new Thread(WorkOff) { IsBackground = true, Name = "replay" }.Start();

        done.Signal();
        using (var progress = new ProgressBar(terminal, title, items.Count))
        {
            while (!done.Wait(RedrawPeriod, interrupted))
                progress.Draw(items.Count - done.CurrentCount);
        }

        if (faults.FirstOrDefault(fault => fault is not null) is { } first)
            ExceptionDispatchInfo.Throw(first);
        return answers;

        void WorkOff()
        {
            for (
                var index = Interlocked.Increment(ref started) - 1;
                index < items.Count;
                index = Interlocked.Increment(ref started) - 1)
            {
                if (interrupted.IsCancellationRequested) return;

                try
                {
                    answers[index] = work(items[index]);
                }
                catch (Exception fault)
                {
                    faults[index] = fault;
                }

                done.Signal();
            }
        }
    }
}
