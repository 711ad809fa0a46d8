namespace Headroom.Scheduling.Peers.EvictRefill;

/// <summary>Fraction of its fair share that a queue would have with its next gang: the least is next.</summary>
/// <param name="Cost">Its cost with the gang.</param>
/// <param name="Weight">Its weight, at least 1.</param>
/// <param name="Queue">Its number; every tie ends here.</param>
internal readonly record struct Standing(long Cost, long Weight, int Queue) : IComparable<Standing>
{
    /// <inheritdoc/>
    public int CompareTo(Standing other)
    {
        var order = ((Int128)Cost * other.Weight).CompareTo((Int128)other.Cost * Weight);
        return order != 0 ? order : Queue.CompareTo(other.Queue);
    }
}
