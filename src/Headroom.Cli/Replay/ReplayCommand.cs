using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay.Share;

namespace Headroom.Cli.Replay;

/// <summary><c>headroom replay</c>: the group of commands that replay recorded histories.</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal) => new DocumentedCommand(
        "replay",
        "Replay a recorded history under several policies and compare them.",
        "headroom replay packing",
        "headroom replay bound",
        "headroom replay queue",
        "headroom replay share")
    {
        ReplayPackingCommand.Create(terminal),
        ReplayBoundCommand.Create(terminal),
        ReplayQueueCommand.Create(terminal),
        ReplayShareCommand.Create(terminal),
        ReplayExplainCommand.Create(terminal),
    };
}
