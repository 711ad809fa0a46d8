namespace Headroom.Simulation.Queueing;

/// <summary>Submissions in order, those at close times taken as one group at the time of its first.</summary>
internal sealed class Arrivals(ReplayJobs jobs)
{
    private int _next;

    /// <summary>Time of the next group in seconds; infinity when all have come.</summary>
    public double NextTime => _next < jobs.Queued.Count ? TimeOf(_next) : double.PositiveInfinity;

    /// <summary>Takes the next group: orders of its jobs.</summary>
    public ReadOnlySpan<int> Take()
    {
        var first = _next;
        var time = TimeOf(first);
        while (_next < jobs.Queued.Count && CloseTimes.AreClose(TimeOf(_next), time)) _next++;
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(jobs.Queued)[first.._next];
    }

    private double TimeOf(int index) => jobs.All[jobs.Queued[index]].SubmittedMilliseconds / 1000.0;
}
