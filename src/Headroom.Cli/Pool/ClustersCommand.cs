using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;

namespace Headroom.Cli.Pool;

/// <summary><c>headroom clusters</c>: where a pool runs its work.</summary>
internal static class ClustersCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand(
            "clusters", "The clusters of a pool, listed where nothing else is said.", "headroom clusters")
        {
            new DocumentedCommand(
                "list", "List the clusters with what runs work there.", "headroom clusters list",
                "headroom clusters list --output csv").Serve(terminal, ListAsync, hasRows: true),
            ClusterFileCommands.Add(terminal),
            ClusterFileCommands.Remove(terminal),
            ClusterFileCommands.Test(terminal),
            ClusterDrainCommands.Drain(terminal),
            ClusterDrainCommands.Undrain(terminal),
        }.Serve(terminal, ListAsync, hasRows: true);

    private static async Task<int> ListAsync(ServerCall call, CancellationToken cancellation)
    {
        var clusters = await call.AskAsync(client => client.ClustersAsync(cancellation), cancellation);
        if (call.IsJson)
        {
            WireJson.WriteArray(call.Terminal, clusters);
            return ExitCode.Done;
        }

        if (call.Format == OutputFormat.Csv)
        {
            call.Terminal.Output.WriteLine(CsvText.Line(
                "name", "engine", "nodes", "nodes_in_service", "gpus", "gpu_milli_free", "state"));
            foreach (var (name, engine, nodes, inService, gpus, free, state) in clusters)
                call.Terminal.Output.WriteLine(CsvText.Line(name, engine, nodes, inService, gpus, free, state));

            return ExitCode.Done;
        }

        var table = new TextTable(
            TableColumn.Words("CLUSTER"), TableColumn.Words("ENGINE"), TableColumn.Words("STATE"), new("NODES"),
            new("IN SERVICE"), new("GPUS"), new("FREE"));
        foreach (var (name, engine, nodes, inService, gpus, free, state) in clusters)
        {
            table.Add(
                name, engine, state.ToLowerInvariant(), NumberText.Whole(nodes), NumberText.Whole(inService),
                NumberText.Whole(gpus), NumberText.Milli(free));
        }

        table.Write(call.Terminal);
        return ExitCode.Done;
    }
}
