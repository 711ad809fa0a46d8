using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client;
using Headroom.Client.Pool;

namespace Headroom.Cli.Pool;

/// <summary><c>headroom clusters drain</c> and <c>undrain</c>: all nodes of a cluster.</summary>
internal static class ClusterDrainCommands
{
    public static Command Drain(Terminal terminal)
    {
        var isNow = new Option<bool>("--now")
        {
            Description = "Stop what runs there, with time to save its work, and queue it again",
        };
        var command = new DocumentedCommand(
            "drain",
            "Let a cluster take no new work. What runs there ends by itself, but for --now.",
            "headroom clusters drain west",
            "headroom clusters drain west --now")
        {
            isNow,
        };
        return Create(terminal, command, (client, call, node, cancellation) =>
            client.DrainAsync(node, call.Parsed.GetValue(isNow), cancellation));
    }

    public static Command Undrain(Terminal terminal) => Create(
        terminal,
        new DocumentedCommand("undrain", "Let a drained cluster take work again.", "headroom clusters undrain west"),
        (client, _, node, cancellation) => client.UndrainAsync(node, cancellation));

    private static DocumentedCommand Create(
        Terminal terminal,
        DocumentedCommand command,
        Func<HeadroomClient, ServerCall, string, CancellationToken, Task<NodeView>> change)
    {
        var name = new Argument<string>("name") { Description = "Name of the cluster", HelpName = "NAME" };
        command.Add(name);
        return command.Serve(terminal, async (call, cancellation) =>
        {
            var cluster = call.Parsed.GetRequiredValue(name);
            var nodes = await call.AskAsync(client => client.NodesAsync(cancellation), cancellation);
            // Nodes without the name of a cluster are those of this machine.
            var ours = nodes.Where(node => node.Cluster == cluster || (node.Cluster.Length == 0 && cluster == "local"))
                .ToList();
            if (ours.Count == 0)
            {
                throw new CommandFailure(
                    ExitCode.NotFound, $"there is no cluster '{cluster}'; see 'headroom clusters list'.");
            }

            var changed = new List<NodeView>();
            foreach (var node in ours)
                changed.Add(await call.AskAsync(client => change(client, call, node.Name, cancellation), cancellation));

            Write(call, changed);
            return ExitCode.Done;
        });
    }

    private static void Write(ServerCall call, List<NodeView> nodes)
    {
        if (call.IsJson)
        {
            WireJson.WriteArray(call.Terminal, nodes);
            return;
        }

        foreach (var node in nodes)
        {
            var line = $"{node.Name} {node.State.ToLowerInvariant()}";
            call.Terminal.Output.WriteLine(DisplayWidth.Printable(line));
        }
    }
}
