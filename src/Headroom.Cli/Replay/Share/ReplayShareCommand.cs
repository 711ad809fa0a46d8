using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cluster.Fleets;
using Headroom.Scheduling;
using Headroom.Simulation.Sharing;

namespace Headroom.Cli.Replay.Share;

/// <summary>
/// <c>headroom replay share</c>: runs a history on a shared pool under several policies and schedulers.
/// </summary>
internal static class ReplayShareCommand
{
    public static Command Create(Terminal terminal)
    {
        var jobs = JobHistories.Option();
        var format = JobHistories.Format();
        var fleet = ShareOptions.Fleet();
        var policies = Files.Some("--policy", "Policies, each a run of its own [default: even shares for all tenants]");
        var schedulers = Choices.Some("--scheduler", "scheduler", "Schedulers", SchedulerCatalogue.Names);
        schedulers.Description = $"Schedulers: {string.Join(", ", SchedulerCatalogue.Names)} [default: headroom]";
        var checkpoint = ShareOptions.Checkpoint();
        var restart = ShareOptions.Restart();
        var guarantees = new Option<bool>("--check-guarantees")
        {
            Description = "Look for lent quota that did not come back in time, apart from the scheduler; slow",
        };
        var strict = JobHistories.Strict();
        var (output, html, threads) = (SharedOptions.Output(), SharedOptions.Html(), SharedOptions.Threads());

        var command = new DocumentedCommand(
            "share",
            "Run a recorded history on a shared pool and compare policies, quota trees, fleets and schedulers.",
            "headroom replay share",
            "headroom replay share --jobs jobs.csv --fleet fleet.yaml --policy now.yaml,proposed.yaml --html report.html",
            "headroom replay share --jobs philly.csv --format chronus --fleet 64x8 --scheduler headroom,priority-easy "
            + "--output json")
        {
            jobs, format, fleet, policies, schedulers, checkpoint, restart, guarantees, strict, output, html, threads,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var page = parsed.GetValue(html) is { } path ? WholeFile.At(path) : null;
            var pool = SharedPools.ReadFleet(fleet.In(parsed));
            var grid = new ShareGrid
            {
                Fleet = pool,
                Policies = ReadPolicies(policies.In(parsed), pool),
                Histories = JobHistories.Read(
                    jobs.In(parsed), format.In(parsed), parsed.GetValue(strict), Samples.QueueJobs),
                Schedulers = parsed.GetValue(schedulers) ?? [SchedulerCatalogue.Names[0]],
                Jobs = ShareOptions.JobsOn(pool, checkpoint.In(parsed), restart.In(parsed)),
                Options = new SharingOptions { CheckGuarantees = parsed.GetValue(guarantees) },
            };
            SkippedLines.Report(terminal, grid.Histories);
            SharedQueues.Report(terminal, grid.Histories);
            var results = grid.Run(new RunPool(terminal, parsed.GetValue(threads), interrupted));
            page?.Write(ShareReport.Page(results, grid, ShellText.CommandLine(parsed)));
            Write(terminal, results, output.In(parsed));
            foreach (var result in results.Where(result => result.Run.Held.Count > 0))
                terminal.Error.WriteLine($"headroom: {HeldForGoodText.Of(result)}");
            if (page is not null) terminal.Error.WriteLine($"headroom: wrote {page.Path}.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static IReadOnlyList<NamedPolicy> ReadPolicies(IReadOnlyList<string> paths, Fleet fleet) =>
        paths.Count == 0 ? [NamedPolicy.Even] : [.. paths.Select(path => SharedPools.ReadPolicy(path, fleet))];

    private static void Write(Terminal terminal, IReadOnlyList<ShareResult> results, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                ShareOutput.WriteJson(terminal.Output, results);
                break;
            case OutputFormat.Csv:
                ShareOutput.WriteCsv(terminal.Output, results);
                break;
            default:
                ShareTable.Write(terminal, results);
                break;
        }
    }
}
