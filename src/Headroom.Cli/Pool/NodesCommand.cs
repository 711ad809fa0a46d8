using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Pool;

namespace Headroom.Cli.Pool;

/// <summary><c>headroom nodes</c>: the nodes and what is free on them.</summary>
internal static class NodesCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand(
            "nodes", "List the nodes and what is free on them.", "headroom nodes", "headroom nodes --output csv")
        .Serve(
            terminal,
            async (call, cancellation) =>
            {
                var nodes = await call.AskAsync(client => client.NodesAsync(cancellation), cancellation);
                if (call.IsJson) WireJson.WriteArray(call.Terminal, nodes);
                else if (call.Format == OutputFormat.Csv) WriteCsv(call.Terminal, nodes);
                else Write(call.Terminal, nodes);
                return ExitCode.Done;
            },
            hasRows: true);

    private static void WriteCsv(Terminal terminal, IReadOnlyList<NodeView> nodes)
    {
        terminal.Output.WriteLine(CsvText.Line(
            "name", "cluster", "state", "model", "gpus", "gpu_milli_free", "cpu_millicores", "cpu_millicores_free",
            "memory_mib", "memory_mib_free"));
        foreach (var node in nodes)
        {
            terminal.Output.WriteLine(CsvText.Line(
                node.Name, node.Cluster, node.State, node.Model, node.Gpus, node.GpuMilliFree, node.CpuMillicores,
                node.CpuMillicoresFree, node.MemoryMib, node.MemoryMibFree));
        }
    }

    private static void Write(Terminal terminal, IReadOnlyList<NodeView> nodes)
    {
        var table = new TextTable(
            TableColumn.Words("NODE"), TableColumn.Words("CLUSTER"), TableColumn.Words("STATE"),
            TableColumn.Words("MODEL"), new("GPUS"), new("FREE"), new("CPUS"), new("FREE"), new("MEMORY"), new("FREE"));
        foreach (var node in nodes)
        {
            table.Add(
                node.Name, node.Cluster.Length > 0 ? node.Cluster : NumberText.None, node.State.ToLowerInvariant(),
                node.Model.Length > 0 ? node.Model : NumberText.None,
                NumberText.Whole(node.Gpus), NumberText.Milli(node.GpuMilliFree),
                NumberText.Milli(node.CpuMillicores), NumberText.Milli(node.CpuMillicoresFree),
                GiB(node.MemoryMib), GiB(node.MemoryMibFree));
        }

        table.Write(terminal);
    }

    private static string GiB(long mib) => $"{NumberText.Decimals(mib / 1024.0, 1)} GiB";
}
