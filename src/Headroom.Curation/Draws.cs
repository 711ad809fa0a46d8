using System.Numerics;

namespace Headroom.Curation;

/// <summary>Numbers like those of chance, always the same for a seed: PCG (O'Neill 2014), 32 bits of it.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed * 2 + 1;

    /// <summary>From 0 to 2^32 - 1.</summary>
    public uint Next()
    {
        _state = _state * 6364136223846793005 + 1442695040888963407;
        return BitOperations.RotateRight((uint)((_state ^ (_state >> 18)) >> 27), (int)(_state >> 59));
    }

    /// <summary>From 0 to below <paramref name="below"/>, above 0.</summary>
    public int Next(int below) => (int)(Next() % (uint)below);

    /// <summary>True in <paramref name="percent"/> of a hundred cases.</summary>
    public bool In(int percent) => Next(100) < percent;

    /// <summary>One of a list.</summary>
    public T Of<T>(IReadOnlyList<T> list) => list[Next(list.Count)];
}
