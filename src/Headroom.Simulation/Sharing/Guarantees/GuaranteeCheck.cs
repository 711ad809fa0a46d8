using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>
/// Checks, apart from any scheduler, that lent quota comes back in time. Not thread-safe, and slow: it is a check.
/// </summary>
/// <remarks>
/// <para>
/// A waiting job is owed room when its whole size on one of its chip models is within what its queue, or one above it,
/// is owed besides the use of that queue's running jobs and what its siblings do not lend; no limit on borrowing
/// forbids it; and it could be placed if every running job of other queues that may be preempted and runs on quota from
/// above that queue were gone. Jobs that run on quota of the queue or below it have as good a right as it has, and so
/// have those for whom others stop already. A job that may not be preempted is owed its own queue's nominal quota only.
/// Of each queue only the first such job in the order of waiting counts.
/// </para>
/// <para>
/// It is a violation when a job was owed room for longer than <see cref="ReclaimRules.GraceMilliseconds"/> and
/// <see cref="ReclaimRules.StopMilliseconds"/> together without interruption. What held after one cycle is taken to
/// hold until the next that is looked at.
/// </para>
/// </remarks>
public sealed class GuaranteeCheck
{
    /// <summary>Most violations that are kept one by one.</summary>
    public const int ViolationsKeptMax = 10_000;

    private readonly QueueTree _tree;
    private readonly NodeGroups _groups;
    private readonly int _sampling;
    private readonly long _grace;
    private readonly Claim?[] _claims;
    private readonly List<GuaranteeViolation> _violations = [];
    private readonly List<(string Queue, double Hours)> _hours = [];
    private long _calls;
    private long _observations;
    private int _count;

    /// <param name="fleet">The fleet that is decided for.</param>
    /// <param name="tree">The queues with what they are owed.</param>
    /// <param name="sampling">One in so many cycles is looked at, at least 1.</param>
    public GuaranteeCheck(Fleet fleet, QueueTree tree, int sampling = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampling, 1);
        _tree = tree;
        _groups = new NodeGroups(fleet);
        _sampling = sampling;
        _grace = tree.Policy.Reclaim.GraceMilliseconds + tree.Policy.Reclaim.StopMilliseconds;
        _claims = new Claim?[tree.Count];
    }

    /// <summary>Looks at the state after a cycle, at a time in milliseconds.</summary>
    public void Observe(ClusterState state, long now)
    {
        if (_calls++ % _sampling != 0) return;

        _observations++;
        var owed = new OwedJob?[_tree.Count];
        foreach (var job in OwedNow(state, now)) owed[job.Queue] = job;
        for (var queue = 0; queue < _tree.Count; queue++)
        {
            if (_claims[queue] is { } claim && claim.Owed.Job == owed[queue]?.Job) continue;

            EndClaim(queue, now);
            _claims[queue] = owed[queue] is { } job ? new Claim(job, now) : null;
        }
    }

    /// <summary>Nothing more happens: what was found.</summary>
    public GuaranteeReport Close(long now)
    {
        for (var queue = 0; queue < _tree.Count; queue++) EndClaim(queue, now);
        var report = new GuaranteeReport(_observations, _count, _hours.Sum(item => item.Hours), _violations);
        foreach (var (queue, hours) in _hours) report.Add(queue, hours);
        return report;
    }

    /// <summary>The first waiting job of each queue that is owed room, by index of the queue.</summary>
    public IReadOnlyList<OwedJob> OwedNow(ClusterState state, long now)
    {
        var search = new OwedSearch(state, _tree, _groups, now);
        var owed = new List<OwedJob>();
        foreach (var queue in state.Queues)
        {
            var index = _tree.IndexOf(queue.Name);
            if (index > 0 && search.FirstOf(queue, index) is { } job) owed.Add(job);
        }

        owed.Sort((left, right) => left.Queue.CompareTo(right.Queue));
        return owed;
    }

    private void EndClaim(int queue, long now)
    {
        if (_claims[queue] is not { } claim) return;

        _claims[queue] = null;
        var over = now - claim.Since - _grace;
        if (over <= 0) return;

        var size = (Int128)claim.Owed.Milli * over;
        _count++;
        _hours.Add((_tree[queue].Name, (double)size / GpuHours.MilliMilliseconds));
        if (_violations.Count < ViolationsKeptMax)
        {
            _violations.Add(new GuaranteeViolation(
                claim.Owed.Job, _tree[queue].Name, _tree[claim.Owed.Level].Name, claim.Since, now,
                (long)(size / TaskRequest.WholeGpuMilli)));
        }
    }

    private sealed record Claim(OwedJob Owed, long Since);
}
