using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

/// <summary>The published experiment, run for run (FGD, ATC'23, artifact).</summary>
public sealed class PublishedResultsTests
{
    private static readonly string[] Deterministic = ["dotprod", "clustering", "packing", "bestfit", "fgd"];

    public static TheoryData<string, string> Runs() =>
        [.. OpenbHistory.Traces.SelectMany(trace => Deterministic.Select(policy => (trace, policy)))];

    public static TheoryData<string> Traces() => [.. OpenbHistory.Traces];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_column_of_a_deterministic_policy_is_the_published_one(string trace, string policy)
    {
        for (var seed = 42; seed <= 44; seed++)
        {
            var curve = OpenbRuns.Of(trace, policy, seed).Curve;

            Assert.Equal(PublishedTable.Allocated.Curve(trace, policy, seed), curve.Select(point => point.Allocated));
            Assert.Equal(
                PublishedTable.Fragmentation.Curve(trace, policy, seed),
                curve.Select(point => point.Fragmentation));
            Assert.Equal(
                PublishedTable.FragmentationRatio.Curve(trace, policy, seed),
                curve.Select(point => point.FragmentationRatio));
            Assert.Equal(Enumerable.Range(0, 131), curve.Select(point => point.Arrived));
        }
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public void Random_agrees_with_the_published_means(string trace)
    {
        var runs = Enumerable.Range(42, 10).Select(seed => OpenbRuns.Of(trace, "random", seed)).ToList();
        var failed = PublishedTable.Summary(trace, "random", "failed_pods_mean");

        Assert.Equal(
            PublishedTable.Summary(trace, "random", "alloc_at130_mean"),
            runs.Average(run => run.AllocatedPercent!.Value),
            0.35);
        Assert.Equal(
            PublishedTable.Summary(trace, "random", "fragratio_at100_mean"),
            runs.Average(run => run.Curve[100].FragmentationRatio!.Value),
            0.5);
        Assert.Equal(failed, runs.Average(run => run.Failed), 0.05 * failed);
    }

    [Fact]
    public void The_run_that_the_paper_describes_ends_as_printed()
    {
        var run = OpenbRuns.Of("default", "fgd", 42);

        Assert.Equal((10_866, 2_532, 0), (run.Arrivals, run.Failed, run.Moves));
        Assert.Equal(95.29, run.AllocatedPercent);
        Assert.Null(run.AllocatedPercentWithoutMoves);
    }
}
