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
        var isNow = new Option<bool>("--now")
        {
            Description = "Stop what runs there, with time to save its work, and queue it again",
        };
        var command = new DocumentedCommand(
            "drain",
            "Let nodes take no new work. What runs there ends by itself, but for --now.",
            "headroom drain local",
            "headroom drain gpu-3 gpu-4 --now")
        {
            isNow,
        };
        return Create(terminal, command, (client, call, node, cancellation) =>
            client.DrainAsync(node, call.Parsed.GetValue(isNow), cancellation));
    }

    public static Command Undrain(Terminal terminal) => Create(
        terminal,
        new DocumentedCommand("undrain", "Let drained nodes take work again.", "headroom undrain local"),
        (client, _, node, cancellation) => client.UndrainAsync(node, cancellation));

    private static DocumentedCommand Create(
        Terminal terminal,
        DocumentedCommand command,
        Func<HeadroomClient, ServerCall, string, CancellationToken, Task<NodeView>> change)
    {
        var names = new Argument<string[]>("node")
        {
            Description = "Names of nodes",
            HelpName = "NODE",
            Arity = ArgumentArity.OneOrMore,
        };
        command.Add(names);
        return command.Serve(terminal, async (call, cancellation) =>
        {
            var nodes = new List<NodeView>();
            foreach (var name in call.Parsed.GetRequiredValue(names).Distinct(StringComparer.Ordinal))
            {
                var node = await call.AskAsync(client => change(client, call, name, cancellation), cancellation);
                nodes.Add(node);
                if (!call.IsJson)
                    call.Terminal.Output.WriteLine(DisplayWidth.Printable($"{node.Name} {node.State.ToLowerInvariant()}"));
            }

            if (call.IsJson) WireJson.WriteArray(call.Terminal, nodes);
            return ExitCode.Done;
        });
    }
}
