using Headroom.Cluster.Jobs;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Estimates;

/// <summary>
/// Jobs that may yet come: those of the last hours come again in their distances, and after them those of another
/// number of hours. So bursts stay bursts, and a busy day is followed by one like it (block bootstrap; Künsch, Annals
/// of Statistics 17 (3), 1989).
/// </summary>
internal sealed class FutureArrivals
{
    // A block is half a day to one and a half.
    private const long BlockMin = 12 * 3_600_000L;
    private const uint BlockSpread = 24 * 3_600_000;

    // Fewer jobs tell nothing about how often others come.
    private const int JobsMin = 8;

    private readonly IReadOnlyList<Job> _past;
    private readonly Pcg32 _chance;
    private readonly long _now;
    private readonly int _end;
    private long _from;
    private long _back;
    private int _place;

    /// <param name="past">Jobs in order of submission; those of <paramref name="now"/> or later are not used.</param>
    /// <param name="now">Time from which on others come, in milliseconds.</param>
    /// <param name="chance">Draws the lengths of the blocks.</param>
    public FutureArrivals(IReadOnlyList<Job> past, long now, Pcg32 chance)
    {
        (_past, _now, _from, _chance) = (past, now, now, chance);
        _end = FirstFrom(now);
        if (_end < JobsMin) _end = 0;
        else BeginBlock();
    }

    /// <summary>When the next comes, in milliseconds; <see cref="long.MaxValue"/> for never.</summary>
    public long Next => _end == 0 ? long.MaxValue : _past[_place].SubmittedMilliseconds - _now + _back + _from;

    /// <summary>Takes the next, as it was submitted in the past.</summary>
    public Job Take()
    {
        var job = _past[_place++];
        if (_place == _end)
        {
            _from += _back;
            BeginBlock();
        }

        return job;
    }

    private void BeginBlock()
    {
        var all = _now - _past[0].SubmittedMilliseconds;
        _back = Math.Min(all, BlockMin + _chance.Below(BlockSpread));
        _place = FirstFrom(_now - _back);
        if (_place < _end) return;

        (_back, _place) = (all, 0);
    }

    private int FirstFrom(long time)
    {
        var (low, high) = (0, _past.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_past[middle].SubmittedMilliseconds < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
