using Headroom.Engines.Contract;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;

namespace Headroom.Server.Dispatch;

/// <summary>
/// Runs of jobs that the store has never heard of: it was restored from a backup, and they came after that. A run id is
/// never used twice, so the ids of their jobs are passed over; whether they shall go on is for an operator to say.
/// </summary>
internal static class RunsOfOthers
{
    private const int NamedMax = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Looks once on each cluster, before a job is sent to it.</summary>
    public static async Task PassOverAsync(
        IReadOnlyList<IEngine> engines, ControlLoop loop, TimeProvider time, ILogger log,
        CancellationToken cancellation)
    {
        var ofAll = await Task.WhenAll(engines.Select(engine => RunsAsync(engine, time, log, cancellation)));
        var last = await loop.DoAsync(turn => turn.State.LastJob);
        var later = ofAll.SelectMany(runs => runs).Where(run => run.Task.Run.Job.Value > last).ToList();
        if (later.Count == 0) return;

        var highest = later.Max(run => run.Task.Run.Job.Value);
        await loop.DoAsync(turn => turn.State.LastJob = Math.Max(turn.State.LastJob, highest));
        var open = later.Where(run => run.State is not RunEnded).Select(run => run.Task.Name.Text).ToList();
        log.IdsPassedOver(last + 1, highest, open.Count, string.Join(", ", open.Take(NamedMax)));
    }

    // None of an engine that does not answer.
    private static async Task<IReadOnlyList<(TaskRun Task, RunState State)>> RunsAsync(
        IEngine engine, TimeProvider time, ILogger log, CancellationToken cancellation)
    {
        var runs = new List<(TaskRun, RunState)>();
        try
        {
            var answer = await engine.ListAsync("", cancellation).AsTask().WaitAsync(Patience, time, cancellation);
            if (answer is ListAnswer.Listed { Runs: var found })
            {
                foreach (var (name, state) in found)
                {
                    if (TaskRun.TryParse(name, out var task)) runs.Add((task, state));
                }

                return runs;
            }
        }
        catch (Exception fault) when (fault is TimeoutException or IOException)
        {
            // Told below, as any other way not to answer.
        }

        log.RunsNotListed(engine.Name);
        return runs;
    }
}
