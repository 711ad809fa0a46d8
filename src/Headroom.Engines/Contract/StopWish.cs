namespace Headroom.Engines.Contract;

/// <summary>Joins a stop with one that was asked for before.</summary>
public static class StopWish
{
    /// <summary>
    /// What holds when <paramref name="later"/> comes after <paramref name="first"/>: the signal of the first, and of
    /// each wait the shorter.
    /// </summary>
    public static StopRules Shorter(StopRules first, StopRules later) => first with
    {
        CheckpointWait = Least(first.CheckpointWait, later.Checkpoint is null ? TimeSpan.Zero : later.CheckpointWait),
        Grace = Least(first.Grace, later.Grace),
    };

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
