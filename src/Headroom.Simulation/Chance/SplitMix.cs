namespace Headroom.Simulation.Chance;

/// <summary>Seeds that have nothing in common (finalizer of SplitMix64; Steele, Lea and Flood, OOPSLA'14).</summary>
internal static class SplitMix
{
    private const ulong Golden = 0x9e3779b97f4a7c15;

    /// <summary>A seed that belongs to both numbers.</summary>
    public static ulong Of(ulong seed, ulong number)
    {
        unchecked
        {
            var mixed = seed + (number + 1) * Golden;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }
}
