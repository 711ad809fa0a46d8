using Headroom.Capacity.Siting;
using Headroom.Cli.Capacity;

namespace Headroom.Cli.Bench;

/// <summary>The east-west scenario that ships, solved to a tenth of a percent.</summary>
internal static class SiteEastWestRun
{
    private const double Gap = 0.001;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "site-east-west",
        Unit = "s",
        Must = 60,
        MemoryMustMiB = 2048,
        Source = "10 clusters, 8 regions, 2 classes, 12 quarters and 5 futures to a gap of 0.1 %, two cores; no published "
            + "figure",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var problem = SitingFile.Read(SitingOutput.SampleFile);
        SitingPlan? plan = null;
        var seconds = BenchRun.Seconds(() => plan = SitingStudy.Plan(problem, Gap));
        bench.Add(new BenchFigure("gap", 100 * plan!.Gap, "%", "at most 0.1"));
        return seconds;
    }
}
