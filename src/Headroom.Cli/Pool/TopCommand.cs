using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Jobs;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Pool;

/// <summary><c>headroom top</c>: queues and running jobs as they are now, again and again on a terminal.</summary>
internal static class TopCommand
{
    private const string Home = "\e[H";
    private const string ClearLine = "\e[K";
    private const string ClearBelow = "\e[J";
    private const int JobsMax = 20;

    public static Command Create(Terminal terminal)
    {
        var every = Durations.Option("--every", "Time between two looks [default: 2s]", 2_000);
        var once = new Option<bool>("--once") { Description = "Look once, as in a pipe" };
        return new DocumentedCommand(
            "top",
            "Watch queues and running jobs; one look where the output is no terminal.",
            "headroom top",
            "headroom top --every 10s")
        {
            every, once,
        }.Serve(terminal, async (call, cancellation) =>
        {
            if (call.IsJson || call.Terminal.Width is null || call.Parsed.GetValue(once))
            {
                await LookAsync(call, call.Terminal, cancellation);
                return ExitCode.Done;
            }

            var pause = TimeSpan.FromMilliseconds(Math.Max(200, every.In(call.Parsed)));
            call.Terminal.Output.Write($"{Home}{ClearBelow}");
            while (true)
            {
                await DrawAsync(call, cancellation);
                await Task.Delay(pause, call.Terminal.Clock, cancellation);
            }
        });
    }

    // Drawn over the last look, line by line: a screen that is cleared first flickers.
    private static async Task DrawAsync(ServerCall call, CancellationToken cancellation)
    {
        using var page = new StringWriter { NewLine = "\n" };
        await LookAsync(call, call.Terminal with { Output = page }, cancellation);
        var lines = page.ToString().TrimEnd('\n').Split('\n');
        call.Terminal.Output.Write(Home);
        foreach (var line in lines) call.Terminal.Output.Write($"{line}{ClearLine}\n");

        call.Terminal.Output.Write(ClearBelow);
        call.Terminal.Output.Flush();
    }

    private static async Task LookAsync(ServerCall call, Terminal terminal, CancellationToken cancellation)
    {
        var nodes = await call.AskAsync(client => client.NodesAsync(cancellation), cancellation);
        var queues = await call.AskAsync(client => client.QueuesAsync(cancellation), cancellation);
        var filter = new JobFilter { State = JobStatus.Running, Limit = JobsMax };
        var running = await call.AskAsync(client => client.JobsAsync(filter, cancellation), cancellation);
        if (call.IsJson)
        {
            WireJson.WriteIndented(terminal, new { nodes, queues, jobs = running.Jobs });
            return;
        }

        var (all, free) = (nodes.Sum(node => node.Gpus * 1_000L), nodes.Sum(node => node.GpuMilliFree));
        terminal.Output.WriteLine(
            $"{TimeText.Of(call.Now)}  {NumberText.Milli(all - free)} of {NumberText.Milli(all)} GPUs in use on "
            + $"{nodes.Count.ToString(CultureInfo.InvariantCulture)} {(nodes.Count == 1 ? "node" : "nodes")}");
        terminal.Output.WriteLine();
        QueuesCommand.Write(terminal, queues);
        terminal.Output.WriteLine();
        var table = new TextTable(
            new("ID"), TableColumn.Words("QUEUE"), TableColumn.Words("MODEL"), new("GPUS"), new("RUNTIME"),
            TableColumn.Words("NAME"));
        foreach (var job in running.Jobs)
        {
            table.Add(
                job.Id.ToString(CultureInfo.InvariantCulture), job.Queue, job.Model ?? NumberText.None,
                NumberText.Milli(job.GpuMilli), JobWords.Runtime(job, call.Now), job.Name);
        }

        table.Write(terminal);
        if (running.Next is not null) terminal.Output.WriteLine("…");
    }
}
