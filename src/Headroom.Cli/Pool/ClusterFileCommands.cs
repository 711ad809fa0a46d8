using System.CommandLine;
using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Cli.Serving;
using Headroom.Client.Pool;

namespace Headroom.Cli.Pool;

/// <summary><c>headroom clusters add</c>, <c>remove</c> and <c>test</c>: what a pool runs its work on.</summary>
internal static class ClusterFileCommands
{
    public static Command Add(Terminal terminal)
    {
        var cluster = new ClusterOptions();
        var isForced = new Option<bool>("--force") { Description = "Add it though it lacks something, or is silent" };
        var command = new DocumentedCommand(
            "add",
            "Add a cluster to the pool while it runs. It takes work at once, and is there after every start.",
            "headroom clusters add west --engine slurm --config west.yaml",
            "headroom clusters add south --engine kubernetes --region cn-south --config south.yaml",
            "headroom clusters add second --engine local --config slots.yaml")
        {
            isForced,
        };
        cluster.AddTo(command);
        return command.Serve(terminal, async (call, cancellation) =>
        {
            var described = cluster.In(call.Parsed);
            var request = new ClusterRequest { Text = described.Text, Force = call.Parsed.GetValue(isForced) };
            if (!call.IsJson) call.Terminal.Error.WriteLine($"headroom: {described.Name} is asked what it allows.");
            var added = await call.AskAsync(client => client.AddClusterAsync(request, cancellation), cancellation);
            if (call.IsJson) WireJson.WriteIndented(call.Terminal, added);
            else Tell(call.Terminal, added);
            return ExitCode.Done;
        });
    }

    public static Command Remove(Terminal terminal)
    {
        var cluster = new ClusterOptions();
        var isForced = new Option<bool>("--force")
        {
            Description = "Remove it though jobs run there; they go on, and count as running until it is added again",
        };
        var command = new DocumentedCommand(
            "remove",
            "Remove a cluster that was added. Drain it first: what runs there is not told to stop.",
            "headroom clusters remove west",
            "headroom clusters remove west --force")
        {
            cluster.Name, isForced,
        };
        return command.Serve(terminal, async (call, cancellation) =>
        {
            var (name, force) = (call.Parsed.GetRequiredValue(cluster.Name), call.Parsed.GetValue(isForced));
            var removed = await call.AskAsync(
                client => client.RemoveClusterAsync(name, force, cancellation), cancellation);
            if (call.IsJson)
            {
                WireJson.WriteIndented(call.Terminal, removed);
                return ExitCode.Done;
            }

            call.Terminal.Output.WriteLine($"{DisplayWidth.Printable(removed.Name)} is removed.");
            if (removed.JobsLeft > 0)
            {
                call.Terminal.Output.WriteLine(
                    $"Jobs that run there, {removed.JobsLeft} in number, count as running until it is added again.");
            }

            return ExitCode.Done;
        });
    }

    public static Command Test(Terminal terminal)
    {
        var (cluster, data) = (new ClusterOptions(), PoolPlace.DataOption());
        var command = new DocumentedCommand(
            "test",
            "Look whether a cluster has all that is needed, and say what is missing. The exit code is 0 when it has. "
            + "With --config this machine looks, and needs no pool; without it the pool does.",
            "headroom clusters test west",
            "headroom clusters test west --engine kubernetes --config west.yaml --output json")
        {
            data,
        };
        cluster.AddTo(command);
        return command.Serve(
            terminal,
            async (call, cancellation) =>
            {
                var checks = cluster.IsDescribed(call.Parsed)
                    ? await LookAsync(call, cluster, data, cancellation)
                    : await call.AskAsync(
                        client => client.CheckClusterAsync(call.Parsed.GetRequiredValue(cluster.Name), cancellation),
                        cancellation);
                ClusterChecks.Write(call.Terminal, checks, call.Format);
                return ClusterChecks.AreMet(checks) ? ExitCode.Done : ExitCode.Failed;
            },
            hasRows: true);
    }

    private static async Task<IReadOnlyList<ClusterCheck>> LookAsync(
        ServerCall call, ClusterOptions cluster, Option<string?> data, CancellationToken cancellation)
    {
        var described = cluster.In(call.Parsed);
        var folder = Path.GetFullPath(
            Settings.WithoutOption(call.Terminal)[Setting.Data, call.Parsed.GetValue(data)].Text!);
        call.Terminal.Error.WriteLine($"headroom: {described.Name} is asked what it allows.");
        var engine = ThisMachine.Host(folder).Open(described);
        using var _ = engine as IDisposable;
        return
        [
            .. (await engine.CheckAsync(cancellation)).Select(check =>
                new ClusterCheck(check.Need, check.IsMet, check.IsOptional, check.Sentence)),
        ];
    }

    private static void Tell(Terminal terminal, ClusterAdded added)
    {
        var (name, _, nodes, _, gpus, _, _) = added.Cluster;
        terminal.Output.WriteLine(
            $"{DisplayWidth.Printable(name)} is added and takes work: nodes {NumberText.Whole(nodes)}, GPUs "
            + $"{NumberText.Whole(gpus)}.");
        foreach (var check in added.Checks.Where(check => !check.Met))
            terminal.Output.WriteLine(DisplayWidth.Printable($"without {check.Need}: {check.Sentence}"));

        foreach (var warning in added.Warnings) terminal.Output.WriteLine(DisplayWidth.Printable(warning));
    }
}
