using System.Threading.Channels;
using Headroom.Cluster.State;
using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Server.Commands;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage;
using Headroom.Storage.Writing;
using RunId = Headroom.Storage.Jobs.RunId;

namespace Headroom.Server.Dispatch;

/// <summary>
/// Runs that were sent before a start of the control plane: each is asked for until its engine says that it has it or
/// proves that it has not. Before that there is no second attempt. Engines do not wait for each other.
/// </summary>
/// <param name="before">
/// The cluster as it was recovered, before the first turn: what starts since was told to an engine by nobody else.
/// </param>
/// <param name="engines">Where they run.</param>
/// <param name="store">What is known of them.</param>
/// <param name="loop">Hears what becomes of them.</param>
/// <param name="time">The clock.</param>
/// <param name="log">What an operator should know.</param>
internal sealed class DoubtfulRuns(
    ClusterState before, PoolEngines engines, Store store, ControlLoop loop, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan PauseLeast = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMost = TimeSpan.FromSeconds(30);

    private readonly List<DoubtedRun> _before = RunningIn(before);
    private readonly Channel<IReadOnlyList<DoubtedRun>> _open = Channel.CreateUnbounded<IReadOnlyList<DoubtedRun>>();

    /// <summary>
    /// Asks for all runs once. Those whose start is still to be told are none of them: telling it asks as well.
    /// </summary>
    public async Task AskAsync(
        IReadOnlyList<(OutboxMessage Message, long Epoch)> messages, CancellationToken cancellation)
    {
        var toBeStarted = messages.Where(one => one.Message.Kind == Messages.StartKind).Select(one => one.Message.Run)
            .ToHashSet();
        // One that does not answer would hold up the start once for each of its runs.
        var (silent, open) = (new HashSet<string>(), new List<DoubtedRun>());
        foreach (var doubted in _before.Where(doubted => !toBeStarted.Contains(doubted.Run)))
        {
            if (!silent.Contains(doubted.Cluster) && await IsSettledAsync(doubted, cancellation)) continue;

            silent.Add(doubted.Cluster);
            open.Add(doubted);
            await loop.DoCertainlyAsync(turn => RunReports.Doubted(turn, doubted.Run));
        }

        foreach (var ofOne in open.GroupBy(doubted => doubted.Cluster)) _open.Writer.TryWrite([.. ofOne]);
    }

    /// <summary>Has all runs asked for that are to be on a cluster which the pool has again.</summary>
    /// <param name="cluster">Name of the cluster.</param>
    /// <param name="messages">What its engine has still to be told.</param>
    public async Task DoubtAsync(string cluster, IReadOnlyList<OutboxMessage> messages)
    {
        var toBeStarted = messages.Where(message => message.Kind == Messages.StartKind).Select(message => message.Run)
            .ToHashSet();
        var doubted = await loop.DoCertainlyAsync(turn =>
        {
            var runs = RunningIn(turn.State.Cluster)
                .Where(run => run.Cluster == cluster && !toBeStarted.Contains(run.Run)).ToList();
            foreach (var run in runs) RunReports.Doubted(turn, run.Run);
            return runs;
        });
        if (doubted.Count > 0) _open.Writer.TryWrite(doubted);
    }

    /// <summary>Asks for those that could not be said, again and again.</summary>
    public async Task AskAgainAsync(CancellationToken cancellation)
    {
        var asked = new List<Task>();
        while (await _open.Reader.WaitToReadAsync(cancellation))
        {
            while (_open.Reader.TryRead(out var ofOne))
                asked.Add(AskAgainAsync(new Queue<DoubtedRun>(ofOne), cancellation));

            asked.RemoveAll(task => task.IsCompletedSuccessfully);
        }

        await Task.WhenAll(asked);
    }

    private async Task AskAgainAsync(Queue<DoubtedRun> open, CancellationToken cancellation)
    {
        for (var pause = PauseLeast; open.Count > 0; pause = pause * 2 < PauseMost ? pause * 2 : PauseMost)
        {
            await Task.Delay(pause, time, cancellation);
            for (var count = open.Count; count > 0; count--)
            {
                var doubted = open.Dequeue();
                if (!await TrySettleAsync(doubted, cancellation)) open.Enqueue(doubted);
            }
        }
    }

    private async Task<bool> TrySettleAsync(DoubtedRun doubted, CancellationToken cancellation)
    {
        try
        {
            if (!await IsSettledAsync(doubted, cancellation)) return false;

            await loop.DoCertainlyAsync(turn => RunReports.Found(turn, doubted.Run));
            return true;
        }
        // Whatever it was, the run has to be found or proved absent.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.AskedAgain(fault, doubted.Run.ToString());
            return false;
        }
    }

    // A gang one task of which is absent is gone as a whole.
    private async Task<bool> IsSettledAsync(DoubtedRun doubted, CancellationToken cancellation)
    {
        var (run, tasks, engine) = (doubted.Run, doubted.Tasks, engines.Of(doubted.Cluster));
        var areAllFound = true;
        for (var task = 0; task < tasks; task++)
        {
            switch (await engine.FindAsync(new TaskRun(run, task).Name, cancellation))
            {
                case FindAnswer.Absent when task == 0 && tasks == 1:
                    await GoneAsync(run, cancellation);
                    return true;
                case FindAnswer.Absent:
                    return await StopOthersAsync(doubted, cancellation);
                case FindAnswer.CannotSay:
                    areAllFound = false;
                    break;
            }
        }

        return areAllFound;
    }

    // A second attempt may only begin when nothing of the first runs any more.
    private async Task<bool> StopOthersAsync(DoubtedRun doubted, CancellationToken cancellation)
    {
        var (run, tasks, engine) = (doubted.Run, doubted.Tasks, engines.Of(doubted.Cluster));
        var isGone = true;
        for (var task = 0; task < tasks; task++)
        {
            var name = new TaskRun(run, task).Name;
            var found = await engine.FindAsync(name, cancellation);
            if (found is FindAnswer.Absent or FindAnswer.Found { State: RunEnded }) continue;

            isGone = false;
            if (found is FindAnswer.Found) await engine.StopAsync(name, rules: null, cancellation);
        }

        if (isGone) await GoneAsync(run, cancellation);
        return isGone;
    }

    private async Task GoneAsync(RunId run, CancellationToken cancellation)
    {
        var mayRetry = await Losses.MayRetryAsync(store, run.Job, cancellation);
        await loop.DoCertainlyAsync(turn => RunReports.Gone(turn, run, mayRetry));
    }

    private static List<DoubtedRun> RunningIn(ClusterState cluster) =>
    [
        .. cluster.Queues.SelectMany(queue => queue.Running).Select(job =>
            new DoubtedRun(RunId.Of(job), job.Tasks.Count, Messages.ClusterOf(cluster, job))),
    ];

    /// <summary>A run that is asked for.</summary>
    private sealed record DoubtedRun(RunId Run, int Tasks, string Cluster);
}
