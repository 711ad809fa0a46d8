using Headroom.Cluster;

namespace Headroom.Simulation.Estimates;

/// <summary>First starts of the jobs that one future is played for.</summary>
internal sealed class AskedStarts
{
    private readonly IReadOnlyDictionary<JobId, int> _places;
    private readonly long[] _waits;

    /// <param name="places">Place of each job that is asked for.</param>
    public AskedStarts(IReadOnlyDictionary<JobId, int> places)
    {
        (_places, _waits, Left) = (places, new long[places.Count], places.Count);
        Array.Fill(_waits, long.MaxValue);
    }

    /// <summary>Jobs that have not started yet.</summary>
    public int Left { get; private set; }

    /// <summary>Waits in milliseconds by place; <see cref="long.MaxValue"/> for never.</summary>
    public ReadOnlySpan<long> Waits => _waits;

    /// <summary>A job, asked for or not, starts after so many milliseconds.</summary>
    public void Started(JobId job, long wait)
    {
        if (!_places.TryGetValue(job, out var place) || _waits[place] != long.MaxValue) return;

        _waits[place] = wait;
        Left--;
    }
}
