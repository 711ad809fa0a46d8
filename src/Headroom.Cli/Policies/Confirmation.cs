using Headroom.Cli.Outcome;
using Headroom.Cli.Output;

namespace Headroom.Cli.Policies;

/// <summary>Asks before something is done that many will feel.</summary>
internal static class Confirmation
{
    /// <summary>Goes on when whoever sits there says yes.</summary>
    /// <exception cref="CommandFailure">He does not, or nobody sits there.</exception>
    public static void Require(Terminal terminal, string question)
    {
        if (terminal.Input is not { } input)
            throw new CommandFailure(ExitCode.WrongUse, "nobody can be asked here; give --yes to do it without.");

        terminal.Output.Flush();
        terminal.Error.Write($"{question} [y/N] ");
        terminal.Error.Flush();
        if (input.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes") return;

        throw new CommandFailure(ExitCode.Failed, "nothing was changed.");
    }
}
