using Headroom.Server.Access;
using Headroom.Server.Tests.Faults;

namespace Headroom.Server.Tests.Access;

public sealed class RequestRatesTests
{
    private readonly SteppedTime _time = new(new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Twice_a_second_s_requests_come_at_once_and_then_one_for_each_part_of_a_second()
    {
        var rates = new RequestRates(_time);

        Assert.Equal(20, LetThrough(rates, "a", 10, of: 50));
        Assert.Equal(TimeSpan.FromMilliseconds(100), rates.Add("a", 10));
        _time.Pass(TimeSpan.FromMilliseconds(99));
        Assert.Equal(TimeSpan.FromMilliseconds(1), rates.Add("a", 10));
        _time.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Null(rates.Add("a", 10));
        Assert.NotNull(rates.Add("a", 10));
    }

    [Fact]
    public void Whoever_waits_as_long_as_he_is_told_is_let_through()
    {
        var rates = new RequestRates(_time);
        LetThrough(rates, "a", 7, of: 100);

        for (var request = 0; request < 100; request++)
        {
            var pause = rates.Add("a", 7);
            Assert.NotNull(pause);
            _time.Pass(pause.Value);
            Assert.Null(rates.Add("a", 7));
        }
    }

    [Fact]
    public void Refusals_cost_nothing_and_a_long_rest_gives_no_more_than_a_full_bucket()
    {
        var rates = new RequestRates(_time);
        LetThrough(rates, "a", 10, of: 10_000);

        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(10, LetThrough(rates, "a", 10, of: 50));
        _time.Pass(TimeSpan.FromDays(400));
        Assert.Equal(20, LetThrough(rates, "a", 10, of: 50));
    }

    [Fact]
    public void Senders_do_not_count_for_each_other()
    {
        var rates = new RequestRates(_time);

        Assert.Equal(4, LetThrough(rates, "a", 2, of: 50));
        Assert.Equal(4, LetThrough(rates, "b", 2, of: 50));
    }

    [Fact]
    public void There_is_a_bound_on_senders_beyond_which_they_share()
    {
        var rates = new RequestRates(_time, sendersMax: 100);

        var through = Enumerable.Range(0, 1_000).Sum(sender => LetThrough(rates, $"{sender}", 10, of: 1));

        Assert.Equal((100, 120), (rates.Senders, through));
        Assert.Null(rates.Add("7", 10));
        Assert.NotNull(rates.Add("new", 10));
    }

    [Fact]
    public void Buckets_that_are_full_again_make_room()
    {
        var rates = new RequestRates(_time, sendersMax: 100);
        for (var sender = 0; sender < 1_000; sender++) rates.Add($"{sender}", 10);

        _time.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(20, LetThrough(rates, "new", 10, of: 50));
        Assert.Equal(1, rates.Senders);
    }

    [Fact]
    public void A_clock_that_is_set_back_locks_nobody_out()
    {
        var rates = new RequestRates(_time);
        LetThrough(rates, "a", 10, of: 50);

        _time.Jump(TimeSpan.FromDays(-1));
        _time.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(20, LetThrough(rates, "a", 10, of: 50));
    }

    [Fact]
    public void Requests_from_many_threads_are_counted_once_each()
    {
        var rates = new RequestRates(_time);

        var through = 0;
        Parallel.For(0, 10_000, _ =>
        {
            if (rates.Add("a", 1_000) is null) Interlocked.Increment(ref through);
        });

        Assert.Equal(2_000, through);
    }

    private static int LetThrough(RequestRates rates, string sender, int perSecond, int of) =>
        Enumerable.Range(0, of).Count(_ => rates.Add(sender, perSecond) is null);
}
