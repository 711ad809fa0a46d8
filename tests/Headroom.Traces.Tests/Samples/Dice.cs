namespace Headroom.Traces.Tests.Samples;

/// <summary>
/// Chance for the samples: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), in whole numbers only, so that the files
/// come out the same on every machine and runtime.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public int Roll(int min, int max) => min + (int)(Next() % (ulong)(max - min + 1));

    /// <summary>True in <paramref name="percent"/> of a hundred cases.</summary>
    public bool Chance(int percent) => Roll(1, 100) <= percent;

    /// <summary>One of the items, each as often as its weight says.</summary>
    public T Pick<T>(params ReadOnlySpan<(int Weight, T Item)> choices)
    {
        var total = 0;
        foreach (var (weight, _) in choices)
            total += weight;

        var rest = Roll(1, total);
        foreach (var (weight, item) in choices)
        {
            rest -= weight;
            if (rest <= 0) return item;
        }

        throw new InvalidOperationException("The weights add up to less than their sum.");
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
