using System.Numerics;

namespace Headroom.Simulation.Chance;

/// <summary>
/// The generator of Go's <c>math/rand</c> (version 1): the published packing experiment draws its arrivals from it, so
/// only the same sequence gives the same figures. Not thread-safe.
/// </summary>
/// <remarks>
/// An additive lagged Fibonacci generator, y[k] = y[k-607] + y[k-273] modulo 2^64, seeded by a Lehmer sequence (Park
/// and Miller, CACM 1988) over the fixed table of <see cref="GoRandomTable"/>.
/// </remarks>
public sealed class GoRandom
{
    internal const int Length = 607;
    internal const int Tap = 273;

    private const int LehmerModulus = int.MaxValue;
    private const int ZeroSeed = 89482311;
    private const int Discarded = 20;

    private readonly ulong[] _state = new ulong[Length];
    private int _tap;
    private int _feed = Length - Tap;

    /// <summary>The sequence of one seed; any number is allowed.</summary>
    public GoRandom(long seed)
    {
        FillFromLehmer(_state, Reduce(seed), highShift: 40, middleShift: 20);
        for (var i = 0; i < Length; i++) _state[i] ^= GoRandomTable.Words[i];
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        _tap = _tap == 0 ? Length - 1 : _tap - 1;
        _feed = _feed == 0 ? Length - 1 : _feed - 1;
        return _state[_feed] += _state[_tap];
    }

    /// <summary>63 random bits.</summary>
    public long NextInt63() => (long)(NextUInt64() & long.MaxValue);

    /// <summary>
    /// A number from 0 to <paramref name="bound"/> less one, each with equal chance: Go's <c>Intn</c>.
    /// </summary>
    /// <param name="bound">At least 1.</param>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        if (BitOperations.IsPow2(bound)) return NextInt31() & (bound - 1);

        var highest = (int)(int.MaxValue - (1u << 31) % (uint)bound);
        var drawn = NextInt31();
        while (drawn > highest) drawn = NextInt31();
        return drawn % bound;
    }

    /// <summary>Puts <paramref name="items"/> in random order in place: Go's <c>Shuffle</c>.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = BelowByProduct((uint)last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>The numbers from 0 to <paramref name="count"/> less one in random order: Go's <c>Perm</c>.</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            // Drawn for the first one too, where nothing is left to choose, because Go does.
            var other = Below(i + 1);
            order[i] = order[other];
            order[other] = i;
        }

        return order;
    }

    /// <summary>Fills each word with three values of the Lehmer sequence after <paramref name="seed"/>.</summary>
    internal static void FillFromLehmer(Span<ulong> words, int seed, int highShift, int middleShift)
    {
        var lehmer = seed;
        for (var i = 0; i < Discarded; i++) lehmer = NextLehmer(lehmer);
        foreach (ref var word in words)
        {
            var high = lehmer = NextLehmer(lehmer);
            var middle = lehmer = NextLehmer(lehmer);
            lehmer = NextLehmer(lehmer);
            word = ((ulong)high << highShift) ^ ((ulong)middle << middleShift) ^ (ulong)lehmer;
        }
    }

    private static int NextLehmer(int value) => (int)(48271L * value % LehmerModulus);

    private static int Reduce(long seed)
    {
        var reduced = (int)(seed % LehmerModulus);
        if (reduced < 0) reduced += LehmerModulus;
        return reduced == 0 ? ZeroSeed : reduced;
    }

    private int NextInt31() => (int)(NextInt63() >> 32);

    // Lemire, "Fast random integer generation in an interval" (ACM TOMACS 2019), as Go's Shuffle uses it.
    private int BelowByProduct(uint bound)
    {
        var product = (ulong)NextUInt32() * bound;
        if ((uint)product < bound)
        {
            var threshold = (uint)-bound % bound;
            while ((uint)product < threshold) product = (ulong)NextUInt32() * bound;
        }

        return (int)(product >> 32);
    }

    private uint NextUInt32() => (uint)(NextInt63() >> 31);
}
