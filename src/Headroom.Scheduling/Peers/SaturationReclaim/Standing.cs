namespace Headroom.Scheduling.Peers.SaturationReclaim;

/// <summary>
/// How a queue stands among its siblings with the job that it offers: who is within its fair share first, then whose
/// job stays within quota, then the least saturation with the job, then without.
/// </summary>
/// <param name="IsAboveShare">Whether it uses more than its fair share.</param>
/// <param name="IsAboveQuota">Whether it would use more than its quota.</param>
/// <param name="SaturationWithPpm">Saturation with the job, in millionths.</param>
/// <param name="SaturationPpm">Saturation without it.</param>
internal readonly record struct Standing(
    bool IsAboveShare, bool IsAboveQuota, long SaturationWithPpm, long SaturationPpm) : IComparable<Standing>
{
    /// <inheritdoc/>
    public int CompareTo(Standing other)
    {
        var order = IsAboveShare.CompareTo(other.IsAboveShare);
        if (order == 0) order = IsAboveQuota.CompareTo(other.IsAboveQuota);
        if (order == 0) order = SaturationWithPpm.CompareTo(other.SaturationWithPpm);
        return order != 0 ? order : SaturationPpm.CompareTo(other.SaturationPpm);
    }
}
