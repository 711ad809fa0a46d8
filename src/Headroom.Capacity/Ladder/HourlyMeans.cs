namespace Headroom.Capacity.Ladder;

/// <summary>
/// Means by hour of something that is constant between two times. Whole hours are kept as changes from one to the
/// next, so that a span costs the same however long it is.
/// </summary>
internal sealed class HourlyMeans(int hours)
{
    private readonly double[] _parts = new double[hours + 1];
    private readonly double[] _changes = new double[hours + 1];

    /// <summary>Adds so many from one time to another, in hours, and returns their hours.</summary>
    public double Add(double from, double until, double amount)
    {
        if (!(until > from)) return 0;

        var (first, last) = ((int)from, (int)until);
        if (first == last)
        {
            _parts[first] += amount * (until - from);
        }
        else
        {
            _parts[first] += amount * (first + 1 - from);
            _changes[first + 1] += amount;
            _changes[last] -= amount;
            _parts[last] += amount * (until - last);
        }

        return amount * (until - from);
    }

    /// <summary>The means, by hour from zero.</summary>
    public double[] ToArray()
    {
        var means = new double[hours];
        var level = 0.0;
        for (var hour = 0; hour < hours; hour++)
        {
            level += _changes[hour];
            means[hour] = level + _parts[hour];
        }

        return means;
    }
}
