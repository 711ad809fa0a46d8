using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Jobs;

/// <summary>Options to wait for the end of jobs.</summary>
internal static class WaitOptions
{
    public static Option<bool> Wait(string description) => new("--wait") { Description = description };

    public static DefaultedOption<long> Timeout() =>
        Durations.Option("--timeout", "Longest --wait; the job goes on after it [default: any]", 0);

    /// <summary>The longest wait; null for any.</summary>
    /// <exception cref="CommandFailure">It is given without a wait, or is too long for a timer.</exception>
    public static TimeSpan? Longest(ParseResult parsed, Option<bool> wait, DefaultedOption<long> timeout)
    {
        var milliseconds = timeout.In(parsed);
        if (milliseconds > 0 && !parsed.GetValue(wait))
            throw new CommandFailure(ExitCode.WrongUse, "--timeout belongs to --wait; give both or none.");
        if (milliseconds >= uint.MaxValue)
            throw new CommandFailure(ExitCode.WrongUse, "--timeout is too long; 49d is the longest, and without it there is none.");

        return milliseconds > 0 ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }
}
