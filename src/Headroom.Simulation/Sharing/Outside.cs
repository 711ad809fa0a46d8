using Headroom.Cluster.Events;

namespace Headroom.Simulation.Sharing;

/// <summary>
/// What comes from outside, in order of time: at one instant submissions, cancellations, changes of nodes.
/// </summary>
internal sealed class Outside
{
    private readonly DueJobs _submissions;
    private readonly DueJobs _cancellations;
    private readonly IReadOnlyList<NodeChanged> _changes;
    private int _changed;

    /// <param name="jobs">All jobs.</param>
    /// <param name="changes">Changes of nodes, in order of time.</param>
    public Outside(IReadOnlyList<SharedJob> jobs, IReadOnlyList<NodeChanged> changes)
    {
        var all = Enumerable.Range(0, jobs.Count);
        _submissions = new DueJobs(all, job => jobs[job].Job.SubmittedMilliseconds);
        _cancellations = new DueJobs(
            all.Where(job => jobs[job].CancelledMilliseconds is not null),
            job => jobs[job].CancelledMilliseconds!.Value);
        _changes = changes;
        FirstSubmission = jobs.Count == 0 ? 0 : _submissions.Next;
    }

    /// <summary>First submission in milliseconds; 0 without jobs.</summary>
    public long FirstSubmission { get; }

    /// <summary>When the next thing comes, in milliseconds; <see cref="long.MaxValue"/> for never.</summary>
    public long Next => Math.Min(Math.Min(_submissions.Next, _cancellations.Next), NextChange);

    private long NextChange => _changed < _changes.Count ? _changes[_changed].At : long.MaxValue;

    /// <summary>Hands on what came by now; whether anything did.</summary>
    public bool Arrive(SharedPool pool, long now)
    {
        if (Next > now) return false;

        while (_submissions.TryTake(now, out var job)) pool.Submit(job, now);
        while (_cancellations.TryTake(now, out var job)) pool.Cancel(job, now);
        for (; NextChange <= now; _changed++) pool.Change(_changes[_changed]);
        return true;
    }
}
