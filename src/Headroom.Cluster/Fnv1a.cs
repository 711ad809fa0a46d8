namespace Headroom.Cluster;

/// <summary>
/// 64-bit FNV-1a over little-endian integers: what digests are made of. It is the same on every machine and not meant
/// to withstand anybody.
/// </summary>
public sealed class Fnv1a
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The hash of all that was added.</summary>
    public ulong Value { get; private set; } = OffsetBasis;

    /// <summary>A hash that goes on from an earlier <see cref="Value"/>.</summary>
    public static Fnv1a From(ulong value) => new() { Value = value };

    /// <summary>A hash that goes on from here by itself.</summary>
    public Fnv1a Copy() => new() { Value = Value };

    /// <summary>Adds the lowest bytes of a number.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="bytes">How many, 1 to 8.</param>
    public void Add(long value, int bytes = sizeof(long))
    {
        for (var index = 0; index < bytes; index++, value >>= 8)
            Value = unchecked((Value ^ (byte)value) * Prime);
    }
}
