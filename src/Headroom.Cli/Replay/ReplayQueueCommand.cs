using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cluster;
using Headroom.Simulation.Queueing;

namespace Headroom.Cli.Replay;

/// <summary><c>headroom replay queue</c>: runs a history of jobs over time under several policies.</summary>
internal static class ReplayQueueCommand
{
    public static Command Create(Terminal terminal)
    {
        var jobs = JobHistories.Option();
        var format = JobHistories.Format();
        var cluster = FleetShapes.Option("--cluster", new GpuFleetShape(8, 8));
        var policies = Choices.Some("--policies", "policy", "Queueing policies", QueueReplay.PolicyNames);
        var overhead = Choices.One("--overhead", "overhead", "What starting a job costs",
            ("none", SwitchOnCost.None), ("muri", SwitchOnCost.Muri));
        var strict = JobHistories.Strict();
        var output = SharedOptions.Output();
        var html = SharedOptions.Html();
        var threads = SharedOptions.Threads();

        var command = new DocumentedCommand(
            "queue",
            "Run a recorded history of jobs over time on a cluster and compare how long jobs take under each policy.",
            "headroom replay queue",
            "headroom replay queue --jobs trace3.csv --format muri --overhead muri --policies srtf,srsf,tiresias "
            + "--html report.html",
            "headroom replay queue --jobs sacct.txt --format sacct --cluster 64x8 --policies easy,qssf --output json")
        {
            jobs, format, cluster, policies, overhead, strict, output, html, threads,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var page = parsed.GetValue(html) is { } path ? WholeFile.At(path) : null;
            var grid = new QueueGrid
            {
                Histories = JobHistories.Read(
                    jobs.In(parsed), format.In(parsed), parsed.GetValue(strict), Samples.QueueJobs),
                Fleet = cluster.In(parsed),
                Policies = parsed.GetValue(policies) ?? QueueReplay.PolicyNames,
                Overhead = overhead.In(parsed),
            };
            SkippedLines.Report(terminal, grid.Histories);
            var results = grid.Run(new RunPool(terminal, parsed.GetValue(threads), interrupted));
            grid.ReportLeftOut(terminal, results);
            page?.Write(QueueReport.Page(results, grid, ShellText.CommandLine(parsed)));
            Write(terminal, results, output.In(parsed));
            if (page is not null) terminal.Error.WriteLine($"headroom: wrote {page.Path}.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(Terminal terminal, IReadOnlyList<QueueResult> results, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                QueueOutput.WriteJson(terminal.Output, results);
                break;
            case OutputFormat.Csv:
                QueueOutput.WriteCsv(terminal.Output, results);
                break;
            default:
                QueueTable.Write(terminal, results);
                break;
        }
    }
}
