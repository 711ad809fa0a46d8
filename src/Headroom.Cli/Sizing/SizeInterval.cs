using Headroom.Sizing.ScalingLaws;

namespace Headroom.Cli.Sizing;

/// <summary>A figure of a law, and where it lies in 95 % of bootstrap samples.</summary>
internal sealed record SizeInterval(string Name, double Fit, double Low, double Middle, double High)
{
    public static SizeInterval Of(
        string name, ScalingLaw law, IReadOnlyList<ScalingLaw> laws, Func<ScalingLaw, double> figure)
    {
        var figures = laws.Select(figure).Order().ToArray();
        return new SizeInterval(
            name, figure(law), At(figures, 0.025), At(figures, 0.5), At(figures, 0.975));
    }

    private static double At(double[] ascending, double share)
    {
        var place = share * (ascending.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }
}
