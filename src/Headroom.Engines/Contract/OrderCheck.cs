using System.Text;
using Headroom.Cluster;

namespace Headroom.Engines.Contract;

/// <summary>Finds what is wrong with an order before an engine takes it.</summary>
public static class OrderCheck
{
    /// <summary>
    /// Most bytes of a command and an environment together. Linux allows a quarter of the stack, which is 2 MiB as a
    /// rule, and a single text of 128 KiB.
    /// </summary>
    public const int TextBytesMax = 1 << 20;

    private const int OneTextBytesMax = (128 << 10) - 1;

    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The first fault, as one sentence with its remedy; null when any engine may take the order.</summary>
    public static string? Fault(RunOrder order) =>
        RunId.Fault(order.Id.ToString()) ?? FaultOfTexts(order) ?? FaultOfTasks(order) ?? FaultOfLimits(order)
        ?? Fault(order.Stop);

    /// <summary>The first fault of rules for stopping; null when there is none.</summary>
    public static string? Fault(StopRules rules)
    {
        if (rules.Checkpoint is { } signal && !Enum.IsDefined(signal))
            return $"Signal {(int)signal} is no checkpoint signal; give SIGHUP, SIGINT, SIGUSR1 or SIGUSR2.";

        return IsWait(rules.CheckpointWait) && IsWait(rules.Grace)
            ? null
            : "A wait for a checkpoint or a grace is out of range; give 0 to 7 days.";
    }

    private static string? FaultOfTexts(RunOrder order)
    {
        if (order.Command.Count == 0 || order.Command[0].Length == 0)
            return "The command is empty; give a program.";

        if (!order.WorkingDirectory.StartsWith('/'))
            return $"The working directory '{order.WorkingDirectory}' does not begin with '/'; give its whole path.";

        foreach (var variable in order.Environment)
        {
            if (variable.Name.Length == 0 || variable.Name.Contains('=', StringComparison.Ordinal))
                return $"'{variable.Name}' is no name of a variable; give one that is not empty and without '='.";
        }

        var names = order.Environment.GroupBy(variable => variable.Name, StringComparer.Ordinal);
        if (names.FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            return $"The variable '{twice.Key}' is given twice; give each once.";

        var texts = order.Command.Append(order.WorkingDirectory)
            .Concat(order.Environment.Select(variable => $"{variable.Name}={variable.Value}"));
        return FaultOfTexts(texts);
    }

    private static string? FaultOfTexts(IEnumerable<string> texts)
    {
        var total = 0L;
        foreach (var text in texts)
        {
            if (text.Contains('\0', StringComparison.Ordinal))
                return "The command, its environment or its folder has a NUL in it; leave it out.";

            if (Bytes(text) is not { } bytes)
                return "The command, its environment or its folder is no whole Unicode text; mend its surrogates.";

            if (bytes > OneTextBytesMax) return $"A text of {bytes} bytes is too long; give at most {OneTextBytesMax}.";

            total += bytes + 1;
        }

        return total <= TextBytesMax
            ? null
            : $"The command and its environment have {total} bytes; give at most {TextBytesMax} and the rest as a file.";
    }

    private static int? Bytes(string text)
    {
        try
        {
            return Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    private static string? FaultOfTasks(RunOrder order)
    {
        if (order.Tasks.Count == 0) return "The order has no task; say where the run shall run.";

        foreach (var task in order.Tasks)
        {
            if (task.GpuMilli is < 1 or > TaskRequest.WholeGpuMilli || task.GpuMemoryMiB < 0)
                return "A share of an accelerator is out of range; give 1 to 1000 thousandths and no negative memory.";

            if (task.GpuMilli < TaskRequest.WholeGpuMilli && task.Gpus.Count > 1)
                return "A task shares several accelerators; give it a share of one, or whole ones.";
        }

        return null;
    }

    private static string? FaultOfLimits(RunOrder order)
    {
        var limits = order.Limits;
        if (limits.CpuMillicores < 0 || limits.MemoryMiB is < 0 or > 1L << 40
            || limits.Processes is < 0 or > RunLimits.ProcessesMost)
        {
            return "A limit is out of range; give 0 for no bound, or a positive number.";
        }

        if (limits.Time is { } time && (time <= TimeSpan.Zero || time > TimeSpan.FromDays(36_500)))
            return $"A time limit of {time} is out of range; give more than 0 and at most 100 years.";

        return order.LogBytesMax is >= RunOrder.LogBytesLeast and <= RunOrder.LogBytesMost
            ? null
            : $"A log of {order.LogBytesMax} bytes is out of range; give 64 KiB to 16 GiB.";
    }

    private static bool IsWait(TimeSpan wait) => wait >= TimeSpan.Zero && wait <= StopRules.WaitMost;
}
