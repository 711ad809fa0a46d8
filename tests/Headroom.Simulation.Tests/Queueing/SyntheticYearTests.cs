using Headroom.Cluster;
using Headroom.Simulation.Queueing;

namespace Headroom.Simulation.Tests.Queueing;

public sealed class SyntheticYearTests
{
    private const long YearMilliseconds = 365L * 24 * 3_600_000;

    private static readonly GpuFleetShape Fleet = new(100, 8);

    private static readonly IReadOnlyList<RecordedJob> Year = SyntheticYear.Generate(42, 20_000, Fleet);

    [Fact]
    public void Jobs_come_in_order_of_submission_over_one_year()
    {
        var submissions = Year.Select(job => job.SubmittedMilliseconds).ToList();

        Assert.Equal(submissions.Order(), submissions);
        Assert.InRange(submissions[0], 0, YearMilliseconds / 365);
        Assert.InRange(submissions[^1], YearMilliseconds / 365 * 364, YearMilliseconds);
    }

    [Fact]
    public void They_ask_for_the_offered_load()
    {
        var asked = Year.Sum(job => (decimal)job.GpuCount * job.RuntimeMilliseconds);

        Assert.InRange(asked / Fleet.GpuCount / YearMilliseconds, 0.84m, 0.85m);
    }

    [Fact]
    public void Gangs_are_mostly_small_and_some_are_large()
    {
        Assert.True(Year.Count(job => job.GpuCount <= 8) > Year.Count * 8 / 10);
        Assert.Contains(Year, job => job.GpuCount == 512);
    }

    [Fact]
    public void Days_are_busier_than_nights()
    {
        var byHour = Year.CountBy(job => job.SubmittedMilliseconds / 3_600_000 % 24).ToDictionary();

        Assert.True(byHour[15] > 3 * byHour[4]);
    }

    [Fact]
    public void Limits_are_never_shorter_than_runtimes() =>
        Assert.All(Year, job => Assert.True(job.TimeLimitMilliseconds >= job.RuntimeMilliseconds));

    [Fact]
    public void A_seed_gives_the_same_jobs_and_another_one_others()
    {
        Assert.Equal(Year.Take(100), SyntheticYear.Generate(42, 20_000, Fleet).Take(100));
        Assert.NotEqual(Year.Take(100), SyntheticYear.Generate(43, 20_000, Fleet).Take(100));
    }

    // Pinned so that a change of decisions, of the generator or of the digest is seen; the values must be
    // the same on every machine.
    [Theory]
    [InlineData("fifo", "8794ca9fc435219a")]
    [InlineData("sjf", "2cb59a77dd85e868")]
    [InlineData("srtf", "cb33abad6b51d6a6")]
    [InlineData("srsf", "88466fb0dade6b66")]
    [InlineData("tiresias", "5bfc794c79ef2b70")]
    [InlineData("easy", "87b5b8b1eebf18fe")]
    [InlineData("conservative", "f5e583db71716a32")]
    [InlineData("qssf", "7f593ff9005566ac")]
    public void Every_policy_makes_the_decisions_that_it_always_made(string policy, string digest) =>
        Assert.Equal(digest, QueueReplay.Run(
            [.. Year.Take(3_000)], new GpuFleetShape(16, 8), new QueueOptions { Policy = policy }).Digest);
}
