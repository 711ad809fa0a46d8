namespace Headroom.Engines.Simulated;

/// <summary>Draws faults (splitmix64; Steele, Lea and Flood, OOPSLA'14). Not for several threads.</summary>
internal sealed class FaultDice(ulong seed)
{
    private const int Permille = 1000;

    private ulong _state = seed;

    /// <summary>Whether something happens that happens <paramref name="permille"/> times in a thousand.</summary>
    public bool Falls(int permille) => permille > 0 && (int)(Next() % Permille) < permille;

    /// <summary>A time up to <paramref name="most"/>, to the millisecond and at least one.</summary>
    public TimeSpan Delay(TimeSpan most)
    {
        var milliseconds = (ulong)Math.Max(1, most.Ticks / TimeSpan.TicksPerMillisecond);
        return TimeSpan.FromMilliseconds((long)(Next() % milliseconds) + 1);
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9e3779b97f4a7c15;
            var mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }
}
