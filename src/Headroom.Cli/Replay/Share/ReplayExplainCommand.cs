using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cluster;
using Headroom.Scheduling;
using Headroom.Scheduling.Explaining;
using Headroom.Simulation.Estimates;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Replay.Share;

/// <summary>
/// <c>headroom replay explain</c>: why a job of a history waits at a time, when it is expected to start, and what would
/// start it.
/// </summary>
internal static class ReplayExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var jobs = Files.One("--jobs", "History [default: the sample history]");
        var format = JobHistories.Format();
        var fleet = ShareOptions.Fleet();
        var policy = Files.One("--policy", "Policy [default: even shares for all tenants]");
        var (checkpoint, restart, strict) = (ShareOptions.Checkpoint(), ShareOptions.Restart(), JobHistories.Strict());
        var job = new Option<string>("--job") { Description = "The job, as the history writes it", Required = true };
        var at = Durations.Option("--at", "Time since the history's own zero [default: 0]", 0);
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "explain",
            "Replay a history up to a time and say why a job waits, when it is expected to start and what would start it.",
            "headroom replay explain --job 289 --at 40h",
            "headroom replay explain --jobs jobs.csv --fleet fleet.yaml --policy policy.yaml --job 4711 --at 36h "
            + "--output json")
        {
            jobs, format, fleet, policy, job, at, checkpoint, restart, strict, output,
        };
        command.SetAction((parsed, _) =>
        {
            var pool = SharedPools.ReadFleet(fleet.In(parsed));
            var history = JobHistories.Read(
                parsed.GetValue(jobs) is { } path ? [path] : [], format.In(parsed), parsed.GetValue(strict),
                Samples.QueueJobs)[0];
            SkippedLines.Report(terminal, [history]);
            var shared = HistoryJobs.From(
                history.Jobs, ShareOptions.JobsOn(pool, checkpoint.In(parsed), restart.In(parsed)));
            var rules = parsed.GetValue(policy) is { } file
                ? SharedPools.ReadPolicy(file, pool).Policy!
                : HistoryJobs.EvenPolicy(shared);
            var moment = HistoryMoment.Of(history, shared, pool, rules, at.In(parsed));
            var id = moment.Find(parsed.GetRequiredValue(job));
            RequireWaiting(moment, id, at.In(parsed));
            var explanation = Explainer.Explain(
                moment.State, moment.Tree, new PoolScheduler(), id, at.In(parsed), int.MaxValue);
            var estimate = EstimateOf(moment, shared, id, at.In(parsed));
            ExplainOutput.Write(terminal, moment, explanation, estimate, output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static StartEstimate EstimateOf(
        HistoryMoment moment, IReadOnlyList<SharedJob> jobs, JobId id, long at)
    {
        var outlook = new Outlook(moment.State, moment.Tree, new PoolScheduler(), at)
        {
            PastArrivals = [.. jobs.Select(shared => shared.Job).OrderBy(job => job.SubmittedMilliseconds)],
        };
        return StartForecast.Of(outlook, [id], new ForecastOptions())[0];
    }

    private static void RequireWaiting(HistoryMoment moment, JobId id, long at)
    {
        var entry = moment.State.Find(id);
        if (entry?.Queue.Waiting.Contains(entry) == true) return;

        var recorded = moment.History.Jobs[(int)id.Value];
        var said = entry is not null ? $"runs since {NumberText.Duration((at - entry.StartedAt) / 1000.0)}"
            : moment.State.OutcomeOf(id) is not null ? "has ended"
            : $"is submitted at {NumberText.Duration(recorded.SubmittedMilliseconds / 1000.0)}";
        throw new CommandFailure(
            ExitCode.NotFound, $"job {recorded.Id} does not wait at that time: it {said}; choose another time with --at.");
    }
}
