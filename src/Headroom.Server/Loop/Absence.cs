namespace Headroom.Server.Loop;

/// <summary>
/// Time in which no control plane ran, before the one that runs now: runs that ended in it were heard of late.
/// </summary>
/// <param name="From">The last event before it, in Unix milliseconds.</param>
/// <param name="Until">The start of this control plane; not before <paramref name="From"/>.</param>
internal sealed record Absence(long From, long Until)
{
    /// <summary>
    /// Until when a run is charged that its engine ended at some time; null where somebody listened then. The engine's
    /// clock may be wrong, so it is believed no further back than the last event.
    /// </summary>
    public long? ChargedUntil(DateTimeOffset ended) =>
        ended.ToUnixTimeMilliseconds() is var at && at < Until ? Math.Max(at, From) : null;
}
