using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;

namespace Headroom.Cli.Pool;

/// <summary><c>headroom clusters drain</c> and <c>undrain</c>: all nodes of a cluster.</summary>
internal static class ClusterDrainCommands
{
    public static Command Drain(Terminal terminal)
    {
        var isNow = DrainCommands.NowOption();
        var command = new DocumentedCommand(
            "drain",
            "Let a cluster take no new work. What runs there ends by itself, but for --now.",
            "headroom clusters drain west",
            "headroom clusters drain west --now")
        {
            isNow,
        };
        return OfCluster(terminal, command, DrainCommands.Draining(isNow));
    }

    public static Command Undrain(Terminal terminal) => OfCluster(
        terminal,
        new DocumentedCommand("undrain", "Let a drained cluster take work again.", "headroom clusters undrain west"),
        DrainCommands.Undraining);

    private static DocumentedCommand OfCluster(Terminal terminal, DocumentedCommand command, NodeChange change)
    {
        var name = new Argument<string>("name") { Description = "Name of the cluster", HelpName = "NAME" };
        command.Add(name);
        return DrainCommands.Serve(
            terminal,
            command,
            (call, cancellation) => NodesOfAsync(call, call.Parsed.GetRequiredValue(name), cancellation),
            change);
    }

    private static async Task<IEnumerable<string>> NodesOfAsync(
        ServerCall call, string cluster, CancellationToken cancellation)
    {
        var nodes = await call.AskAsync(client => client.NodesAsync(cancellation), cancellation);
        // Nodes without the name of a cluster are those of this machine.
        var ours = nodes.Where(node => node.Cluster == cluster || (node.Cluster.Length == 0 && cluster == "local"))
            .Select(node => node.Name).ToList();
        return ours.Count > 0
            ? ours
            : throw new CommandFailure(
                ExitCode.NotFound, $"there is no cluster '{cluster}'; see 'headroom clusters list'.");
    }
}
