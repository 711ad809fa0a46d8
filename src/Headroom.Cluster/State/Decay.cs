namespace Headroom.Cluster.State;

/// <summary>Powers of one half in whole numbers.</summary>
public static class Decay
{
    /// <summary>Nothing is lost.</summary>
    public const ulong One = 1UL << OneBits;

    private const int OneBits = 62;
    private const int Steps = 1024;

    // 2^(-1/1024), rounded to 62 bits.
    private const ulong StepFactor = 0x3ff4e9d4703df843;

    private static readonly ulong[] Table = Powers();

    /// <summary>
    /// 2^(-elapsed / halfLife) in units of 1/<see cref="One"/>, straight between 1,024 points of a half-life: off by
    /// less than one part in eight million.
    /// </summary>
    /// <param name="elapsed">At least 0.</param>
    /// <param name="halfLife">At least 1.</param>
    public static ulong Over(long elapsed, long halfLife)
    {
        var halvings = elapsed / halfLife;
        if (halvings >= OneBits) return 0;

        var position = (UInt128)(elapsed % halfLife) * Steps;
        var step = (int)(position / (ulong)halfLife);
        var beyond = position % (ulong)halfLife;
        var drop = (UInt128)(Table[step] - Table[step + 1]) * beyond / (ulong)halfLife;
        return (Table[step] - (ulong)drop) >> (int)halvings;
    }

    /// <summary>A number times a factor from <see cref="Over"/>, rounded towards zero.</summary>
    public static long Times(ulong factor, long value)
    {
        var product = (Int128)value * (long)factor;
        return (long)(product / (long)One);
    }

    private static ulong[] Powers()
    {
        var powers = new ulong[Steps + 1];
        powers[0] = One;
        for (var step = 1; step <= Steps; step++)
            powers[step] = (ulong)((UInt128)powers[step - 1] * StepFactor >> OneBits);

        return powers;
    }
}
