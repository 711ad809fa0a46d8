using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Demo;

/// <summary><c>headroom demo</c>: the product at work on what it makes up itself.</summary>
internal static class DemoCommand
{
    public static DocumentedCommand Create(Terminal terminal) => new(
        "demo", "See the product at work, on records that it makes up.", "headroom demo exchange")
    {
        DemoExchangeCommand.Create(terminal), DemoTrainCommand.Create(terminal),
    };
}
