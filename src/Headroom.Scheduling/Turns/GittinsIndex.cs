namespace Headroom.Scheduling.Turns;

/// <summary>
/// Gittins index of a job that has run for some time: the best chance of finishing for the time spent on it,
/// G(a) = sup over d of P(finish within d | a) / E[min(remaining, d) | a] (Tiresias, NSDI'19, section 3.2).
/// </summary>
internal static class GittinsIndex
{
    private const int FractionBits = 40;

    /// <summary>The index in units of 2^-40 a millisecond, higher goes first.</summary>
    /// <param name="runtimes">Runtimes of like jobs in milliseconds, in any order.</param>
    /// <param name="attained">How long the job has run, in milliseconds, at least 0.</param>
    /// <returns>0 when it has outrun them all: nothing is known to end soon.</returns>
    public static long Of(ReadOnlySpan<long> runtimes, long attained)
    {
        Span<long> remaining = stackalloc long[runtimes.Length];
        var count = 0;
        foreach (var runtime in runtimes)
        {
            if (runtime > attained) remaining[count++] = runtime - attained;
        }

        remaining = remaining[..count];
        remaining.Sort();
        var (best, before) = (0L, (Int128)0);
        for (var index = 0; index < count; index++)
        {
            // Those that end within d spend what they have left, the others spend d.
            before += remaining[index];
            var spent = before + (Int128)remaining[index] * (count - index - 1);
            best = Math.Max(best, (long)(((Int128)(index + 1) << FractionBits) / Int128.Max(spent, 1)));
        }

        return best;
    }
}
