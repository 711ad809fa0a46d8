using System.Globalization;
using Headroom.Cluster;
using Headroom.Simulation.Queueing;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>
/// The raw numbers behind figures 9 and 10 of Muri (SIGCOMM'22), in the digits in which they were published.
/// </summary>
public sealed class PublishedResultsTests
{
    private static readonly GpuFleetShape Fleet = new(8, 8);

    [Theory]
    [InlineData("trace3", "srtf", "SRTF")]
    [InlineData("trace3", "srsf", "SRSF")]
    [InlineData("trace3", "tiresias", "Tiresias_L")]
    [InlineData("trace3_pr", "srtf", "SRTF")]
    [InlineData("trace3_pr", "srsf", "SRSF")]
    [InlineData("trace3_pr", "tiresias", "Tiresias_L")]
    public void A_preemptive_replay_prints_the_published_digits(string trace, string policy, string publishedAs)
    {
        var published = Published(trace, publishedAs);

        var run = QueueReplay.Run(
            PublicHistories.Muri(trace), Fleet, new QueueOptions { Policy = policy, Overhead = SwitchOnCost.Muri });

        Assert.Equal(published["avg_jct_s"], AsPublished(run.AverageCompletionSeconds));
        Assert.Equal(published["makespan_s"], AsPublished(run.MakespanSeconds));
        Assert.Equal(published["p99_jct_s"], AsPublished(run.P99CompletionSeconds));
    }

    private static Dictionary<string, string> Published(string trace, string policy) =>
        PublicHistories.Read("queueing/muri/published_results.csv", row => row)
            .Single(row => row["trace"] == trace && row["policy"] == policy);

    // Ten significant digits, none after the point that are zero.
    private static string AsPublished(double seconds) => seconds.ToString("G10", CultureInfo.InvariantCulture);
}
