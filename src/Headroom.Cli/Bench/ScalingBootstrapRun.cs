using Headroom.Cli.Sizing;
using Headroom.Sizing.Fitting;
using Headroom.Sizing.ScalingLaws;

namespace Headroom.Cli.Bench;

/// <summary>The fit of a scaling law and 4,000 bootstrap samples of it.</summary>
internal static class ScalingBootstrapRun
{
    private const int Samples = 4_000;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "scaling-bootstrap",
        Unit = "s",
        Must = 60,
        MemoryMustMiB = 1024,
        Source = "fit of the 240 points of Chinchilla's figure 4 and 4,000 bootstrap fits of them, two cores; no published "
            + "figure",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var points = Bootstrap.Points(bench.Histories.ChinchillaPoints);
        IReadOnlyList<ScalingLaw> laws = [];
        var objective = 0.0;
        var seconds = BenchRun.Seconds(() =>
        {
            var (law, least) = ScalingFit.Fit(points);
            objective = least;
            laws = Bootstrap.Laws(points, law, Samples, bench.Pool);
        });
        var exponents = laws.Select(law => law.TokenExponent).Order().ToArray();
        bench.Add(new BenchFigure("objective", objective, "", "published 0.00101827"));
        bench.Add(new BenchFigure("betaLow", exponents[Samples / 40], "", ""));
        bench.Add(new BenchFigure("betaHigh", exponents[Samples - Samples / 40], "", ""));
        return seconds;
    }
}
