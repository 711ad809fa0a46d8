using System.CommandLine;
using Headroom.Cli.Output;

namespace Headroom.Cli.Sealed;

/// <summary><c>headroom sealed</c>: opens sealed files for jobs under an agreement, in memory alone.</summary>
internal static class SealedCommand
{
    public static Command Create(Terminal terminal) => new("sealed", "Open sealed files for jobs under an agreement, in memory alone.")
    {
        NodeCommand.Create(terminal), SealedRunCommand.Create(terminal), ReleaseCommand.Create(terminal),
    };
}
