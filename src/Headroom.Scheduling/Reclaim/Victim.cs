using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reservations;

namespace Headroom.Scheduling.Reclaim;

/// <summary>A running job that may be told to stop.</summary>
/// <param name="Holding">The job.</param>
/// <param name="Loss">Work that would be lost, in thousandths of an accelerator times milliseconds.</param>
/// <param name="EndsAt">
/// When it is believed to end by itself, in milliseconds: by then its room is no longer its own where others are
/// promised it.
/// </param>
internal readonly record struct Victim(Holding Holding, long Loss, long EndsAt) : IComparable<Victim>
{
    /// <summary>What the stop of a running job would cost now.</summary>
    public static Victim Of(Holding holding, SharingPolicy policy, long now) =>
        new(holding, LostWork.MilliMilliseconds(holding.Job, now), ExpectedEnd.OfRunning(holding.Job, policy, now));

    /// <summary>Nodes that it runs on, each once.</summary>
    public IEnumerable<int> Nodes => Holding.Tasks.Count == 1
        ? [Holding.Tasks[0].Node]
        : Holding.Tasks.Select(task => task.Node).Distinct();

    /// <inheritdoc/>
    public int CompareTo(Victim other)
    {
        var order = Loss.CompareTo(other.Loss);
        if (order == 0) order = other.Holding.Sequence.CompareTo(Holding.Sequence);
        return order != 0 ? order : Holding.Job.Job.Id.CompareTo(other.Holding.Job.Job.Id);
    }
}
