namespace Headroom.Cluster.Fleets;

/// <summary>A figure that changes by the hour and repeats, such as the price of power over a day or a week.</summary>
/// <param name="Hours">Value of each hour from the fleet's own zero; empty for 0 always; 1 to 8784 values.</param>
public sealed record HourlyCurve(ValueList<long> Hours)
{
    /// <summary>Most hours of one curve: a leap year.</summary>
    public const int HoursMax = 8784;

    /// <summary>Highest value of an hour: so many that the sum over a curve's milliseconds still fits.</summary>
    public const long ValueMax = 100_000_000;

    private const long MillisecondsPerHour = 3_600_000;

    /// <summary>Always 0.</summary>
    public static HourlyCurve Zero { get; } = new([]);

    /// <summary>The value at a time in milliseconds, at least 0.</summary>
    public long At(long milliseconds) =>
        Hours.Count == 0 ? 0 : Hours[(int)(milliseconds / MillisecondsPerHour % Hours.Count)];

    /// <summary>Mean over a span, weighted by time; the value at its begin when the span is empty.</summary>
    /// <param name="from">Begin in milliseconds, at least 0.</param>
    /// <param name="milliseconds">Length, at least 0; beyond a whole turn of the curve it is the mean of a
    /// turn.</param>
    public long Mean(long from, long milliseconds)
    {
        if (Hours.Count <= 1 || milliseconds <= 0) return At(from);

        var span = Math.Min(milliseconds, Hours.Count * MillisecondsPerHour);
        var (sum, at, end) = (0L, from, from + span);
        while (at < end)
        {
            var next = Math.Min(end, (at / MillisecondsPerHour + 1) * MillisecondsPerHour);
            sum += At(at) * (next - at);
            at = next;
        }

        return sum / span;
    }
}
