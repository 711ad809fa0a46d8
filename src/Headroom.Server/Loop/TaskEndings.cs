using Headroom.Engines.Contract;

namespace Headroom.Server.Loop;

/// <summary>How the tasks of one run ended so far.</summary>
internal sealed class TaskEndings(int tasks)
{
    private readonly RunEnding?[] _endings = new RunEnding?[tasks];

    /// <summary>Whether every task has ended.</summary>
    public bool AreAll => _endings.All(ending => ending is not null);

    /// <summary>
    /// The ending that speaks for the run: one that nobody saw, which is what others may have failed of, else the first
    /// task that failed by itself, else the first that failed, else the first.
    /// </summary>
    public RunEnding Worst =>
        _endings.FirstOrDefault(ending => ending?.Cause == EndCause.Lost)
        ?? _endings.FirstOrDefault(ending => ending is { IsSuccess: false, Cause: not EndCause.Stopped })
        ?? _endings.FirstOrDefault(ending => ending is { IsSuccess: false })
        ?? _endings.First(ending => ending is not null)!;

    /// <summary>Processor time of all tasks in milliseconds; null where it is not known of any.</summary>
    public long? CpuMilliseconds => _endings.Any(ending => ending?.CpuTime is not null)
        ? _endings.Sum(ending => (long?)ending?.CpuTime?.TotalMilliseconds)
        : null;

    /// <summary>Most memory of one task in bytes; null where it is not known of any.</summary>
    public long? PeakBytes => _endings.Max(ending => ending?.PeakMemoryBytes);

    /// <summary>When the last of the tasks ended, by the engine's clock.</summary>
    public DateTimeOffset EndedAt => _endings.Max(ending => ending?.EndedAt)!.Value;

    /// <summary>Keeps the ending of a task; the first one counts.</summary>
    public void Add(int task, RunEnding ending) => _endings[task] ??= ending;
}
