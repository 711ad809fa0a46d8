using System.Globalization;

namespace Headroom.Cluster;

/// <summary>Names a job. Ids come from outside and are given out once.</summary>
/// <param name="Value">At least 0.</param>
public readonly record struct JobId(long Value) : IComparable<JobId>
{
    /// <inheritdoc/>
    public int CompareTo(JobId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
