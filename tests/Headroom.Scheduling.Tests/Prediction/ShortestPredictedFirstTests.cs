using Headroom.Cluster;
using Headroom.Scheduling.Prediction;
using Headroom.Scheduling.Queueing;

namespace Headroom.Scheduling.Tests.Prediction;

public sealed class ShortestPredictedFirstTests
{
    private readonly ShortestPredictedFirst _policy = new(new GpuFleetShape(1, 1));
    private int _order;

    [Fact]
    public void Without_history_jobs_start_in_order_of_submission()
    {
        Submit("ann", "long");
        Submit("bob", "short");

        Assert.Equal("ann/long", RunNext(from: 0, to: 1));
    }

    [Fact]
    public void What_a_user_ran_before_decides_who_goes_first()
    {
        Submit("ann", "long");
        RunNext(from: 0, to: 100);
        Submit("bob", "short");
        RunNext(from: 100, to: 101);

        Submit("ann", "long");
        Submit("bob", "short");

        Assert.Equal("bob/short", RunNext(from: 101, to: 102));
    }

    [Fact]
    public void A_new_name_is_judged_by_its_user_and_a_new_user_by_the_size()
    {
        Submit("ann", "long");
        RunNext(from: 0, to: 100);
        Submit("bob", "short");
        RunNext(from: 100, to: 110);

        Submit("ann", "new");
        Submit("eve", "first");
        Submit("bob", "new");

        // Ann's jobs take 100, bob's 10 and all of this size 55 on average.
        Assert.Equal(["bob/new", "eve/first", "ann/new"], [RunNext(110, 120), RunNext(120, 175), RunNext(175, 275)]);
    }

    [Fact]
    public void Predictions_follow_the_history_while_a_job_waits()
    {
        Submit("ann", "a");
        RunNext(from: 0, to: 10_000);
        Submit("bob", "b");
        RunNext(from: 10_000, to: 11_000);
        Submit("bob", "b");
        Submit("bob", "b");
        Submit("ann", "a");

        // Bob's first one takes so much longer than his history that his second one falls behind ann's.
        Assert.Equal(
            ["bob/b", "ann/a", "bob/b"], [RunNext(11_000, 61_000), RunNext(61_000, 62_000), RunNext(62_000, 63_000)]);
    }

    private void Submit(string user, string name) => _policy.Submit(
        new QueuedJob { Order = _order++, GpuCount = 1, EstimateMilliseconds = 1, User = user, Name = name }, now: 0);

    private string RunNext(long from, long to)
    {
        Assert.True(_policy.TryStart(from, out var started));
        _policy.Finish(started, to);
        return $"{started.Job.User}/{started.Job.Name}";
    }
}
