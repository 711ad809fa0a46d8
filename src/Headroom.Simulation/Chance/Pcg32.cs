using System.Numerics;

namespace Headroom.Simulation.Chance;

/// <summary>
/// The generator PCG-XSH-RR 64/32 (O'Neill, "PCG: a family of simple fast space-efficient statistically good
/// algorithms for random number generation", 2014). Its sequence for a seed never changes, on any machine. Not for
/// secrets, not thread-safe.
/// </summary>
public sealed class Pcg32
{
    private const ulong Multiplier = 6364136223846793005;

    private readonly ulong _increment;
    private ulong _state;

    /// <summary>Starts the sequence of a seed, any number, in one of 2^63 streams that share nothing.</summary>
    public Pcg32(ulong seed, ulong stream = 54)
    {
        _increment = (stream << 1) | 1;
        Next();
        _state += seed;
        Next();
    }

    /// <summary>The next 32 bits, all values equally likely.</summary>
    public uint Next()
    {
        var old = _state;
        _state = unchecked((old * Multiplier) + _increment);
        return BitOperations.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }

    /// <summary>A number from 0 to <paramref name="limit"/> - 1, all equally likely; the limit is at least 1.</summary>
    public uint Below(uint limit)
    {
        ArgumentOutOfRangeException.ThrowIfZero(limit);

        // The lowest 2^32 mod limit values would make some results likelier than others: they are drawn again.
        var threshold = unchecked(0u - limit) % limit;
        while (true)
        {
            var value = Next();
            if (value >= threshold) return value % limit;
        }
    }

    /// <summary>
    /// A number from <paramref name="first"/> to <paramref name="last"/>, both included, less than 2^32 apart.
    /// </summary>
    public long Between(long first, long last) => first + Below(checked((uint)(last - first + 1)));
}
