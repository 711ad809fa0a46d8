namespace Headroom.Privacy.NameTraining;

/// <summary>Numbers by chance, always the same for a seed: SplitMix64 (Steele, Lea, Flood 2014).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Begins anew with another seed.</summary>
    public void Begin(ulong seed) => _state = seed;

    /// <summary>From 0 to below <paramref name="below"/>.</summary>
    public int Next(int below)
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        var mixed = (_state ^ _state >> 30) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D0_49BB_1331_11EB;
        return (int)((mixed ^ mixed >> 31) % (ulong)below);
    }

    /// <summary>True in <paramref name="percent"/> of a hundred cases.</summary>
    public bool In(int percent) => Next(100) < percent;

    public T Of<T>(IReadOnlyList<T> list) => list[Next(list.Count)];

    /// <summary>One of a list whose first entries are the most frequent, about as 1/(rank + 10).</summary>
    public T Early<T>(IReadOnlyList<T> list)
    {
        const int Flat = 10;
        var top = Math.Log((list.Count + Flat) / (double)Flat);
        var rank = (int)(Flat * Math.Exp(top * Next(1 << 20) / (1 << 20))) - Flat;
        return list[Math.Clamp(rank, 0, list.Count - 1)];
    }

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Next(10))));

    /// <summary>A number without a leading zero, of up to so many digits.</summary>
    public string Number(int digitsMax) => (char)('1' + Next(9)) + Digits(Next(digitsMax));
}
