using Headroom.Cluster.State;
using Headroom.Simulation.Chance;
using Headroom.Simulation.Estimates;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Tests.Sharing;

namespace Headroom.Simulation.Tests.Estimates;

public sealed class LearntRuntimesTests
{
    [Fact]
    public void Only_runtimes_longer_than_what_a_job_has_run_are_drawn()
    {
        var book = Book([.. Enumerable.Range(1, 20).Select(index => ("anyone", 10L * index))]);

        var drawn = Draws(book, "anyone", ran: 95_000);

        Assert.Equal([.. Enumerable.Range(10, 11).Select(tens => tens * 10_000L)], drawn.Distinct().Order());
    }

    [Fact]
    public void The_nearest_likeness_with_enough_runtimes_is_asked()
    {
        var book = Book([
            .. Enumerable.Repeat(("ada", 50L), 5), .. Enumerable.Repeat(("bob", 700L), 4), .. Enumerable.Repeat(("cy", 30L), 9)]);

        Assert.Equal([50_000L], Draws(book, "ada", ran: 0).Distinct());
        Assert.Equal([30_000L, 50_000, 700_000], Draws(book, "bob", ran: 0).Distinct().Order());
    }

    [Fact]
    public void A_job_beyond_all_experience_runs_on_as_long_again_half_of_the_time()
    {
        var drawn = Draws(Book([("anyone", 10L)]), "anyone", ran: 100_000, count: 4_000);

        Assert.All(drawn, total => Assert.True(total > 100_000));
        Assert.InRange(drawn.Count(total => total > 200_000) / 4_000.0, 0.47, 0.53);
        Assert.InRange(drawn.Count(total => total > 1_000_000) / 4_000.0, 0.08, 0.12);
    }

    private static List<long> Draws(RuntimeBook book, string user, long ran, int count = 400)
    {
        var (lengths, chance) = (new LearntRuntimes(book), new Pcg32(1));
        var job = Make.Job(1_000).With(plain => plain with { User = user }).Job;
        return [.. Enumerable.Range(0, count).Select(_ => lengths.Total(job, ran, chance))];
    }

    private static RuntimeBook Book(IReadOnlyList<(string User, long Seconds)> finished)
    {
        SharedJob[] jobs =
        [
            .. finished.Select((one, index) =>
                Make.Job(index, runs: one.Seconds).With(job => job with { User = one.User })),
        ];
        return Pools.At(1_000_000, jobs, Make.Fleet(nodes: 16)).State.Runtimes;
    }
}
