using Headroom.Cluster.State;

namespace Headroom.Scheduling.Peers.CohortShare;

/// <summary>
/// How a queue or cohort stands with the head that it offers: who does not borrow first, then the least share with the
/// head admitted, then priority, then submission.
/// </summary>
/// <param name="Borrows">Whether the head would take its queue above nominal quota.</param>
/// <param name="SharePpm">Share with the head admitted, in millionths.</param>
/// <param name="Weight">Weight of the queue, by which the share is divided.</param>
/// <param name="Head">The head.</param>
internal readonly record struct Standing(bool Borrows, long SharePpm, int Weight, JobEntry Head) : IComparable<Standing>
{
    /// <inheritdoc/>
    public int CompareTo(Standing other)
    {
        var order = Borrows.CompareTo(other.Borrows);
        if (order == 0) order = ((Int128)SharePpm * other.Weight).CompareTo((Int128)other.SharePpm * Weight);
        return order != 0 ? order : JobOrders.Waiting.Compare(Head, other.Head);
    }
}
