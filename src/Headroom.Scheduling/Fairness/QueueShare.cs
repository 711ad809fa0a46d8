namespace Headroom.Scheduling.Fairness;

/// <summary>
/// How a queue stands among its siblings when one of them is to start its next job: the least goes first (progressive
/// filling of weighted dominant shares, Ghodsi et al., NSDI'11, level by level).
/// </summary>
/// <param name="Borrows">Whether the next job would take it above its nominal quota.</param>
/// <param name="SharePpm">
/// Largest fraction of any resource of the fleet that it uses above its nominal quota, now and in the decayed past, in
/// millionths (dominant resource share, as Kueue counts it).
/// </param>
/// <param name="Weight">Its weight, at least 1.</param>
/// <param name="FillPpm">Use of its nominal quota in millionths: settles who goes first among those within it.</param>
internal readonly record struct QueueShare(bool Borrows, long SharePpm, int Weight, long FillPpm)
    : IComparable<QueueShare>
{
    /// <inheritdoc/>
    public int CompareTo(QueueShare other)
    {
        var order = Borrows.CompareTo(other.Borrows);
        if (order == 0) order = (SharePpm * other.Weight).CompareTo(other.SharePpm * Weight);
        return order != 0 ? order : FillPpm.CompareTo(other.FillPpm);
    }
}
