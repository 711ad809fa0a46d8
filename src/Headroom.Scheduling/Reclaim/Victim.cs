using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Reclaim;

/// <summary>
/// A running job that may be told to stop, or one that is to start and may be made to wait on.
/// </summary>
/// <param name="Holding">The job.</param>
/// <param name="Loss">Work that would be lost, in thousandths of an accelerator times milliseconds.</param>
internal readonly record struct Victim(Holding Holding, long Loss) : IComparable<Victim>
{
    // For whom others stop already is the last to be made to wait on: that may be owed it as well.
    private const long LastResort = long.MaxValue / 2;

    /// <summary>What the stop of a job would cost now.</summary>
    public static Victim Of(Holding holding, long now) => new(holding, holding.Phase switch
    {
        HoldingPhase.Running => LostWork.MilliMilliseconds(holding.Job, now),
        HoldingPhase.Starting => 0,
        _ => LastResort,
    });

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
