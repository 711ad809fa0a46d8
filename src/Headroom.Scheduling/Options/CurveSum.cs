using Headroom.Cluster.Fleets;

namespace Headroom.Scheduling.Options;

/// <summary>Adds an hourly curve up over any span in constant time. Values beyond a bound count as the bound.</summary>
internal sealed class CurveSum
{
    /// <summary>Milliseconds of an hour.</summary>
    public const long Hour = 3_600_000;

    private readonly long[] _before;

    /// <summary>Sums of a curve.</summary>
    /// <param name="curve">Its hours.</param>
    /// <param name="bound">Highest value that is believed, up to 1,000,000,000,000; the lowest is its negative.</param>
    public CurveSum(HourlyCurve curve, long bound)
    {
        _before = new long[curve.Hours.Count + 1];
        for (var hour = 0; hour < curve.Hours.Count; hour++)
            _before[hour + 1] = _before[hour] + Math.Clamp(curve.Hours[hour], -bound, bound);
    }

    /// <summary>Value times milliseconds over a span.</summary>
    /// <param name="from">Begin in milliseconds, at least 0.</param>
    /// <param name="milliseconds">Length, at least 0.</param>
    public Int128 Over(long from, long milliseconds) => UpTo(from + milliseconds) - UpTo(from);

    private Int128 UpTo(long time)
    {
        var hours = _before.Length - 1;
        if (hours == 0) return 0;

        var (turns, hour) = Math.DivRem(time / Hour, hours);
        var whole = (Int128)turns * _before[hours] + _before[hour];
        return whole * Hour + (Int128)(_before[hour + 1] - _before[hour]) * (time % Hour);
    }
}
