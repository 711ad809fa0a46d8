using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Local.Supervision;

/// <summary>Puts into words how a run ended.</summary>
internal static class Endings
{
    /// <summary>Of a program that never ran.</summary>
    public static RunEnding NeverStarted(EndCause cause, string sentence, TimeProvider clock) => new()
    {
        Cause = cause,
        Sentence = sentence,
        EndedAt = clock.GetUtcNow(),
        OutputBytes = 0,
        ErrorBytes = 0,
    };

    /// <summary>
    /// Of one that ran. <paramref name="stopped"/> is why it was stopped, null when it ended by itself.
    /// </summary>
    public static RunEnding Of(
        EndCause? stopped, RunUse use, IEnumerable<string> warnings, RunOrder order, TimeProvider clock)
    {
        var cause = Cause(stopped, use);
        return new RunEnding
        {
            Cause = cause,
            ExitCode = use.First.ExitCode,
            Signal = use.First.Signal,
            Sentence = Sentence(cause, use.First, order.Limits),
            StartedAt = use.StartedAt,
            EndedAt = clock.GetUtcNow(),
            WallTime = use.WallTime,
            CpuTime = use.CpuTime,
            PeakMemoryBytes = use.PeakBytes,
            OutputBytes = use.OutputBytes,
            ErrorBytes = use.ErrorBytes,
            Warnings = ValueList.From(warnings.Concat(use.Warnings)),
        };
    }

    // A program may live on when one of its processes was ended for want of memory: then its success counts.
    private static EndCause Cause(EndCause? stopped, RunUse use) =>
        use.RanOutOfMemory && use.First.ExitCode != 0 ? EndCause.OutOfMemory
        : stopped is { } cause ? cause
        : use.First.Signal is null ? EndCause.Exited
        : EndCause.Signalled;

    private static string Sentence(EndCause cause, WaitStatus first, RunLimits limits)
    {
        var end = first.Signal is { } signal ? $"was ended by {Signals.Name(signal)}" : $"ended with {first.ExitCode}";
        return cause switch
        {
            EndCause.OutOfMemory =>
                $"The run used more than its {limits.MemoryMiB} MiB of memory and was ended; ask for more.",
            EndCause.TimeLimit => $"The run was stopped at its time limit of {limits.Time}; its program {end}.",
            EndCause.Stopped => $"The run was stopped as was asked; its program {end}.",
            _ => $"The program {end}.",
        };
    }
}
