using Headroom.Simulation.Chance;

namespace Headroom.Capacity.Eras;

/// <summary>Where a figure lies in bootstrap samples.</summary>
/// <param name="Low">2.5 % of samples lie below.</param>
/// <param name="Middle">Half of them lie below.</param>
/// <param name="High">97.5 % of samples lie below.</param>
public sealed record EraInterval(double Low, double Middle, double High)
{
    /// <summary>
    /// Bootstrap of a figure of the trend as Sevilla et al. do it: systems drawn with replacement, and each figure
    /// times a factor that is uniform on a logarithmic scale between a half and two, for what is unknown of it.
    /// </summary>
    /// <param name="systems">At least two.</param>
    /// <param name="figure">The figure, such as the doubling time.</param>
    /// <param name="samples">Samples; the paper takes 1,000.</param>
    /// <param name="seed">What makes it repeatable.</param>
    public static EraInterval Of(
        IReadOnlyList<TrainedSystem> systems, Func<EraTrend, double> figure, int samples, ulong seed)
    {
        var chance = new Pcg32(seed);
        var figures = new double[samples];
        var days = new int[systems.Count];
        var heights = new double[systems.Count];
        for (var sample = 0; sample < samples; sample++)
        {
            for (var i = 0; i < days.Length; i++)
            {
                var drawn = systems[(int)chance.Below((uint)systems.Count)];
                days[i] = drawn.Day;
                heights[i] = Math.Log10(drawn.Operations) + Math.Log10(2) * (2 * (chance.Next() / 4294967296.0) - 1);
            }

            figures[sample] = figure(EraTrend.Of(days, heights));
        }

        Array.Sort(figures);
        return new EraInterval(At(figures, 0.025), At(figures, 0.5), At(figures, 0.975));
    }

    private static double At(double[] ascending, double share)
    {
        var place = share * (ascending.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, ascending.Length - 1);
        if (!double.IsFinite(ascending[above])) return ascending[place - below < 0.5 ? below : above];

        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }
}
