using Headroom.Cluster.State;

namespace Headroom.Scheduling.Rooms;

/// <summary>How tasks of a shape fit a chip model.</summary>
/// <param name="Need">What each takes.</param>
/// <param name="Starts">Slots at which its slice may begin, bit by bit; none without a slice.</param>
/// <param name="SlotsBeyond">Slots that the model does not have, bit by bit.</param>
internal readonly record struct Fit(TaskNeed Need, ushort Starts = 0, ushort SlotsBeyond = 0)
{
    /// <summary>Whether each task takes a part of one accelerator.</summary>
    public bool SharesGpu => Need.GpuCount > 0 && !Need.TakesWholeGpus;
}
