namespace Headroom.Simulation.Sharing;

/// <summary>Places of jobs in the order in which one time of theirs comes, and then of the input.</summary>
internal sealed class DueJobs
{
    private readonly int[] _jobs;
    private readonly Func<int, long> _timeOf;
    private int _taken;

    /// <param name="jobs">Places in the input.</param>
    /// <param name="timeOf">Time of each.</param>
    public DueJobs(IEnumerable<int> jobs, Func<int, long> timeOf)
    {
        _jobs = [.. jobs];
        _timeOf = timeOf;
        if (!IsInOrder()) _jobs = [.. _jobs.OrderBy(timeOf)];
    }

    /// <summary>Time of the next in milliseconds; <see cref="long.MaxValue"/> when there is none.</summary>
    public long Next => _taken < _jobs.Length ? _timeOf(_jobs[_taken]) : long.MaxValue;

    /// <summary>Takes the next if it is due by <paramref name="now"/>.</summary>
    public bool TryTake(long now, out int job)
    {
        job = -1;
        if (Next > now) return false;

        job = _jobs[_taken++];
        return true;
    }

    private bool IsInOrder()
    {
        for (var place = 1; place < _jobs.Length; place++)
        {
            if (_timeOf(_jobs[place]) < _timeOf(_jobs[place - 1])) return false;
        }

        return true;
    }
}
