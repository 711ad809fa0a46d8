namespace Headroom.Scheduling.Explaining;

/// <summary>What one cycle does for a waiting job, from the least. Written to answers: never renumber.</summary>
public enum StartEffect
{
    /// <summary>It waits on.</summary>
    Waits = 0,

    /// <summary>
    /// Others are told to stop for it and it is promised their room: it starts when they have stopped.
    /// </summary>
    StartsWhenStopped = 1,

    /// <summary>It starts in this cycle.</summary>
    StartsNow = 2,
}
