using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Pool;

namespace Headroom.Cli.Pool;

/// <summary><c>headroom queues</c>: the queues, what they are owed and what they use.</summary>
internal static class QueuesCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand(
            "queues", "List the queues, what they are owed and what they use.", "headroom queues",
            "headroom queues --output csv")
        .Serve(
            terminal,
            async (call, cancellation) =>
            {
                var queues = await call.AskAsync(client => client.QueuesAsync(cancellation), cancellation);
                if (call.IsJson) WireJson.WriteArray(call.Terminal, queues);
                else if (call.Format == OutputFormat.Csv) WriteCsv(call.Terminal, queues);
                else Write(call.Terminal, queues);
                return ExitCode.Done;
            },
            hasRows: true);

    // One line for each resource, as in the table.
    private static void WriteCsv(Terminal terminal, IReadOnlyList<QueueView> queues)
    {
        terminal.Output.WriteLine(CsvText.Line(
            "name", "parent", "waiting", "running", "resource", "owed_milli", "used_milli"));
        foreach (var queue in queues)
        {
            foreach (var resource in queue.Resources.DefaultIfEmpty())
            {
                terminal.Output.WriteLine(CsvText.Line(
                    queue.Name, queue.Parent, queue.Waiting, queue.Running, resource?.Resource, resource?.OwedMilli,
                    resource?.UsedMilli));
            }
        }
    }

    // One line for each resource, with the queue on all of them: lines are searched one by one.
    public static void Write(Terminal terminal, IReadOnlyList<QueueView> queues)
    {
        var table = new TextTable(
            TableColumn.Words("QUEUE"), TableColumn.Words("PARENT"), new("WAITING"), new("RUNNING"),
            TableColumn.Words("RESOURCE"), new("OWED"), new("USED"));
        foreach (var queue in queues)
        {
            if (queue.Resources.Count == 0) Add(queue, NumberText.None, NumberText.None, NumberText.None);
            foreach (var resource in queue.Resources)
            {
                Add(
                    queue, resource.Resource, NumberText.Milli(resource.OwedMilli),
                    NumberText.Milli(resource.UsedMilli));
            }
        }

        table.Write(terminal);

        void Add(QueueView queue, string resource, string owed, string used) => table.Add(
            queue.Name, queue.Parent.Length > 0 ? queue.Parent : NumberText.None, NumberText.Whole(queue.Waiting),
            NumberText.Whole(queue.Running), resource, owed, used);
    }
}
