namespace Headroom.Curation.Deduplication;

/// <summary>
/// The generator MT19937 (Matsumoto and Nishimura 1998), drawn from as NumPy's legacy <c>RandomState</c> does.
/// </summary>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Shift = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (var index = 1; index < Size; index++)
        {
            var last = _state[index - 1];
            _state[index] = 1812433253U * (last ^ (last >> 30)) + (uint)index;
        }
    }

    /// <summary>A number from <paramref name="least"/> to below <paramref name="end"/>, by masked rejection.</summary>
    public ulong Below(ulong least, ulong end)
    {
        var range = end - 1 - least;
        var mask = ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(range);
        while (true)
        {
            var high = (ulong)Next() << 32;
            var value = (high | Next()) & mask;
            if (value <= range) return least + value;
        }
    }

    private uint Next()
    {
        if (_next == Size) Twist();
        var value = _state[_next++];
        value ^= value >> 11;
        value ^= (value << 7) & 0x9D2C5680U;
        value ^= (value << 15) & 0xEFC60000U;
        return value ^ (value >> 18);
    }

    private void Twist()
    {
        for (var index = 0; index < Size; index++)
        {
            var joined = (_state[index] & 0x80000000U) | (_state[(index + 1) % Size] & 0x7FFFFFFFU);
            var twisted = (joined >> 1) ^ ((joined & 1) != 0 ? 0x9908B0DFU : 0);
            _state[index] = _state[(index + Shift) % Size] ^ twisted;
        }

        _next = 0;
    }
}
