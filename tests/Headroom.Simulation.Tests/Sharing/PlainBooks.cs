using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>The figures of a run once more, from nothing but its events applied to an empty fleet.</summary>
internal sealed class PlainBooks
{
    private readonly Dictionary<JobId, long> _since = [];

    public PlainBooks(Fleet fleet, IReadOnlyList<ClusterEvent> events)
    {
        State = new ClusterState(fleet);
        foreach (var happened in events)
        {
            Before(happened);
            Assert.Null(State.Apply(happened));
            After(happened);
        }
    }

    public ClusterState State { get; }

    public Dictionary<JobId, long> Waited { get; } = [];

    public Dictionary<JobId, int> Ends { get; } = [];

    public Dictionary<JobId, int> Starts { get; } = [];

    public Dictionary<JobId, long> Ran { get; } = [];

    public Int128 HeldMilliMilliseconds { get; private set; }

    private void Before(ClusterEvent happened)
    {
        switch (happened)
        {
            case JobResized resized: Leave(resized.Id, happened.At, Ran); break;
            case JobStarted started: Leave(started.Id, happened.At, Waited); break;
            case JobStopped stopped: Leave(stopped.Id, happened.At, Ran); break;
            case JobFinished finished: End(finished.Id, happened.At); break;
            case JobCancelled cancelled: End(cancelled.Id, happened.At); break;
        }
    }

    private void After(ClusterEvent happened)
    {
        switch (happened)
        {
            case JobSubmitted submitted: _since[submitted.Job.Id] = happened.At; break;
            case JobResized resized: _since[resized.Id] = happened.At; break;
            case JobStopped stopped: _since[stopped.Id] = happened.At; break;
            case JobStarted started:
                _since[started.Id] = happened.At;
                Starts[started.Id] = Starts.GetValueOrDefault(started.Id) + 1;
                break;
        }
    }

    private void End(JobId id, long now)
    {
        var waits = State.Find(id)!.Phase is JobPhase.Waiting or JobPhase.Held;
        Leave(id, now, waits ? Waited : Ran);
        Ends[id] = Ends.GetValueOrDefault(id) + 1;
    }

    private void Leave(JobId id, long now, Dictionary<JobId, long> sums)
    {
        var job = State.Find(id)!;
        sums[id] = sums.GetValueOrDefault(id) + now - _since[id];
        if (job.Need.GpuCount > 0) HeldMilliMilliseconds += (Int128)job.MilliHeld * (now - _since[id]);
    }
}
