namespace Headroom.Simulation.Chance;

/// <summary>Draws indices with given weights, whole numbers of a sum below 2^32.</summary>
internal sealed class Weighted
{
    private readonly uint[] _sums;

    public Weighted(int[] weights)
    {
        _sums = new uint[weights.Length];
        var sum = 0u;
        for (var index = 0; index < weights.Length; index++)
            _sums[index] = sum = checked(sum + (uint)weights[index]);
    }

    public int Draw(Pcg32 chance)
    {
        var place = Array.BinarySearch(_sums, chance.Below(_sums[^1]) + 1);
        return place >= 0 ? FirstEqual(place) : ~place;
    }

    // An index of weight 0 repeats the sum before it and is never drawn.
    private int FirstEqual(int place)
    {
        while (place > 0 && _sums[place - 1] == _sums[place]) place--;
        return place;
    }
}
