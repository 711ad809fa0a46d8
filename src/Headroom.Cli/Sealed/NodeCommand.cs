using System.CommandLine;
using Headroom.Cli.Exchange;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;

namespace Headroom.Cli.Sealed;

/// <summary><c>headroom sealed node</c>: gives a node an identity that its owner vouches for.</summary>
internal static class NodeCommand
{
    public static Command Create(Terminal terminal)
    {
        var (folder, key) = (ExchangeOptions.Folder(), ExchangeOptions.Key());
        var region = new Option<string>("--region") { Description = "Where the node stands", HelpName = "REGION", Required = true };
        var command = new DocumentedCommand(
            "node", "Make the identity of this node: a key, and the signature of the compute's owner that it stands in a region.",
            "headroom sealed node --region cn-east --key centre.key")
        {
            folder, key, region,
        };
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            using var owner = ExchangeOptions.Opened(terminal, parsed, key);
            var places = new ExchangePlaces(parsed.GetRequiredValue(folder));
            var node = NodeFile.Make(places.Node, parsed.GetRequiredValue(region), owner);
            terminal.Output.WriteLine($"node {node.Id} stands in {parsed.GetRequiredValue(region)}");
            return ExitCode.Done;
        }));
        return command;
    }
}
