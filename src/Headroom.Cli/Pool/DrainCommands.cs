using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client;
using Headroom.Client.Pool;

namespace Headroom.Cli.Pool;

/// <summary><c>headroom drain</c> and <c>undrain</c>: takes work off nodes, and gives it back.</summary>
internal static class DrainCommands
{
    public static Command Drain(Terminal terminal)
    {
        var isNow = NowOption();
        var command = new DocumentedCommand(
            "drain",
            "Let nodes take no new work. What runs there ends by itself, but for --now.",
            "headroom drain local",
            "headroom drain gpu-3 gpu-4 --now")
        {
            isNow,
        };
        return OfNodes(terminal, command, Draining(isNow));
    }

    public static Command Undrain(Terminal terminal) => OfNodes(
        terminal,
        new DocumentedCommand("undrain", "Let drained nodes take work again.", "headroom undrain local"),
        Undraining);

    /// <summary>Whether what runs there is stopped.</summary>
    public static Option<bool> NowOption() => new("--now")
    {
        Description = "Stop what runs there, with time to save its work, and queue it again",
    };

    /// <summary>Takes work off a node.</summary>
    public static NodeChange Draining(Option<bool> isNow) => (client, call, node, cancellation) =>
        client.DrainAsync(node, call.Parsed.GetValue(isNow), cancellation);

    /// <summary>Gives a node work again.</summary>
    public static NodeChange Undraining => (client, _, node, cancellation) => client.UndrainAsync(node, cancellation);

    /// <summary>Has a command change nodes, and tell how each stands then.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="command">The command.</param>
    /// <param name="named">Tells the names of the nodes.</param>
    /// <param name="change">Changes one.</param>
    public static DocumentedCommand Serve(
        Terminal terminal,
        DocumentedCommand command,
        Func<ServerCall, CancellationToken, Task<IEnumerable<string>>> named,
        NodeChange change) =>
        command.Serve(terminal, async (call, cancellation) =>
        {
            var nodes = new List<NodeView>();
            foreach (var name in await named(call, cancellation))
            {
                var node = await call.AskAsync(client => change(client, call, name, cancellation), cancellation);
                nodes.Add(node);
                if (!call.IsJson)
                    call.Terminal.Output.WriteLine(DisplayWidth.Printable($"{node.Name} {node.State.ToLowerInvariant()}"));
            }

            if (call.IsJson) WireJson.WriteArray(call.Terminal, nodes);
            return ExitCode.Done;
        });

    private static DocumentedCommand OfNodes(Terminal terminal, DocumentedCommand command, NodeChange change)
    {
        var names = new Argument<string[]>("node")
        {
            Description = "Names of nodes",
            HelpName = "NODE",
            Arity = ArgumentArity.OneOrMore,
        };
        command.Add(names);
        return Serve(
            terminal,
            command,
            (call, _) => Task.FromResult(call.Parsed.GetRequiredValue(names).Distinct(StringComparer.Ordinal)),
            change);
    }
}

/// <summary>Changes how a node stands.</summary>
internal delegate Task<NodeView> NodeChange(
    HeadroomClient client, ServerCall call, string node, CancellationToken cancellation);
