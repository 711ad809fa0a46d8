using Headroom.Cli.Outcome;
using Headroom.Cluster.Fleets;
using Headroom.Scheduling;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;
using Headroom.Traces;

namespace Headroom.Cli.Replay.Share;

/// <summary>Every history under every policy and every scheduler.</summary>
internal sealed record ShareGrid
{
    public required IReadOnlyList<JobHistory> Histories { get; init; }

    public required Fleet Fleet { get; init; }

    public required IReadOnlyList<NamedPolicy> Policies { get; init; }

    public required IReadOnlyList<string> Schedulers { get; init; }

    public required HistoryOptions Jobs { get; init; }

    public required SharingOptions Options { get; init; }

    /// <summary>Results by history, then policy, then scheduler, each in the order given.</summary>
    public IReadOnlyList<ShareResult> Run(RunPool pool)
    {
        SharedOptions.RequireRunCount(Histories.Count, Policies.Count, Schedulers.Count);
        var cells =
            from history in Enumerable.Range(0, Histories.Count)
            from policy in Policies
            from scheduler in Schedulers
            select (History: history, Policy: policy, Scheduler: scheduler);
        return pool.Map("replaying", [.. cells], cell => Run(cell.History, cell.Policy, cell.Scheduler));
    }

    private ShareResult Run(int index, NamedPolicy named, string scheduler)
    {
        var jobs = HistoryJobs.From(Histories[index].Jobs, Jobs);
        var policy = named.Policy ?? HistoryJobs.EvenPolicy(jobs);
        try
        {
            var measured = Timed<SharingRun>.Measure(
                () => SharingReplay.Run(jobs, Fleet, policy, SchedulerCatalogue.Create(scheduler)!, Options));
            return new ShareResult(index, Histories[index].Name, named.Name, measured);
        }
        catch (ArgumentException refused)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"{Histories[index].Name}: {refused.Message}");
        }
    }
}
