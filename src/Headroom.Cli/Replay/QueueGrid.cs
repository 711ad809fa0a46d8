using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cluster;
using Headroom.Simulation.Queueing;
using Headroom.Traces;

namespace Headroom.Cli.Replay;

/// <summary>Every history under every policy.</summary>
internal sealed record QueueGrid
{
    public required IReadOnlyList<JobHistory> Histories { get; init; }

    public required GpuFleetShape Fleet { get; init; }

    public required IReadOnlyList<string> Policies { get; init; }

    public SwitchOnCost Overhead { get; init; } = SwitchOnCost.None;

    /// <summary>Results by history, then policy, each in the order given.</summary>
    public IReadOnlyList<QueueResult> Run(RunPool pool)
    {
        SharedOptions.RequireRunCount(Histories.Count, Policies.Count);
        var cells =
            from history in Enumerable.Range(0, Histories.Count)
            from policy in Policies
            select (History: history, Options: new QueueOptions { Policy = policy, Overhead = Overhead });
        return pool.Map("replaying", [.. cells], cell =>
        {
            var history = Histories[cell.History];
            var (run, milliseconds) = Timed<RecordedQueueRun>.Measure(() => Replay(history, cell.Options));
            return new QueueResult(cell.History, history.Name, new(run.Summary, milliseconds)) { Load = run.Load };
        });
    }

    private RecordedQueueRun Replay(JobHistory history, QueueOptions options)
    {
        try
        {
            return QueueReplay.RunRecorded(history.Jobs, Fleet, options);
        }
        catch (ArgumentException refused)
        {
            // The options are checked by now, so it is the history.
            throw new CommandFailure(ExitCode.WrongUse, $"{history.Name}: {refused.Message}");
        }
    }

    /// <summary>
    /// Says which histories hold jobs that are too large for the cluster: the results are without them.
    /// </summary>
    public void ReportLeftOut(Terminal terminal, IReadOnlyList<QueueResult> results)
    {
        foreach (var result in results.DistinctBy(result => result.TraceIndex))
        {
            var submitted = Histories[result.TraceIndex].Jobs.Count;
            if (result.Run.Jobs < submitted)
            {
                terminal.Error.WriteLine(DisplayWidth.Printable(
                    $"headroom: {result.Trace}: {submitted - result.Run.Jobs} of {submitted} jobs ask for more than "
                    + $"{Fleet.NodeCount}x{Fleet.GpusPerNode} has and were left out; --cluster sets the size."));
            }
        }
    }
}
