using Headroom.Curation.Worth;
using Headroom.Testing;

namespace Headroom.Curation.Tests.Worth;

/// <summary>The published comparison of data sets at equal scores.</summary>
public sealed class ComputeWorthTests
{
    [Theory]
    [InlineData("C4", 6.9, 138, 1.27e21)]
    [InlineData("RedPajama-v1", 6.9, 138, 1.42e21)]
    [InlineData("C4", 1.4, 29, 5.95e19)]
    public void Curated_data_needs_the_published_compute(string data, double parameters, double tokens, double flops)
    {
        var runs = TrainingRecords.Read(PublicData.Require("curation/dclm_compute_vs_quality.jsonl"));

        var worth = Assert.Single(ComputeWorth.Of(runs), one => one.Data == data
            && Math.Abs(one.Run.Parameters / 1e9 - parameters) < 0.1 && Math.Abs(one.Run.Tokens / 1e9 - tokens) < 1);

        Assert.InRange(worth.CuratedFlops, 0.99 * flops, 1.01 * flops);
    }

    [Fact]
    public void Between_two_runs_the_score_is_a_line_over_the_logarithm_of_compute()
    {
        var curve = new ComputeCurve([Run(1e20, 0.2), Run(1e22, 0.4), Run(1e22, 0.3)]);

        Assert.Equal(2, curve.Points.Count);
        Assert.Equal(1e21, curve.FlopsFor(0.3)!.Value, 1e15);
        Assert.Null(curve.FlopsFor(0.1));
    }

    private static TrainingRun Run(double flops, double score) =>
        new("resiliparse OH_eli5", 1e9, 1e10, flops, score);
}
