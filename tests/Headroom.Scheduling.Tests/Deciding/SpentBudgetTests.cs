using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Scheduling.Explaining;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Tests.Deciding;

/// <summary>What becomes of jobs whose budget is used up.</summary>
public sealed class SpentBudgetTests
{
    [Fact]
    public void Nothing_of_a_spent_budget_starts_and_what_runs_goes_on()
    {
        var run = Example.Pool(1, 4, Example.Queue("lab"), Example.Queue("a", parent: "lab"), Example.Queue("web"));
        run.Offer(Example.Job(0, "a"));
        run.Happens(new BudgetSpent(run.Now, "lab", Until: 500));

        var plan = run.Offer(Example.Job(1, "a"), Example.Job(2, "web"));

        Assert.Equal([0, 2], run.RunningIds());
        Assert.Equal(
            new Hold(HoldReason.BudgetSpent) { Level = "lab", Until = 500 }, plan.HoldOf(1));
        Assert.Equal(
            "The budget of lab is used up; the next begins 0.5 s from now. Wait, or have it raised; what runs goes on.",
            new HoldText(id => $"{id}", seconds => $"{seconds} s").Of(plan.HoldOf(1), run.Now));
    }

    [Fact]
    public void Its_quota_is_lent_to_others_and_it_holds_nobody_up()
    {
        var run = Example.Pool(1, 4, Example.Queue("lab", owed: 4), Example.Queue("web"));
        run.Happens(new BudgetSpent(run.Now, "lab", Until: null));

        var plan = run.Offer(
            Example.Job(0, "lab", gpus: 4, priority: 9),
            Example.Job(1, "web", gpus: 2),
            Example.Job(2, "web", gpus: 2));

        Assert.Equal([1, 2], run.RunningIds());
        Assert.Equal(HoldReason.BudgetSpent, plan.HoldOf(0).Reason);
        Assert.Empty(run.State.Promised);
        Assert.DoesNotContain(run.Log, happened => happened is PreemptionOrdered or ClaimOpened or ReservationMade);
    }

    [Fact]
    public void A_promise_of_nodes_ends_with_the_budget_and_others_take_them()
    {
        var run = Example.Pool(1, 4, Example.Queue("lab"), Example.Queue("web"));
        run.Offer(Example.Job(0, "web", gpus: 3));
        run.Offer(Example.Job(1, "lab", gpus: 4));
        Assert.NotEmpty(run.State.Promised);

        run.Happens(new BudgetSpent(run.Now, "lab", Until: null));
        run.Offer(Example.Job(2, "web", gpus: 1, limit: 1_000_000));

        Assert.Empty(run.State.Promised);
        Assert.Equal([0, 2], run.RunningIds());
    }

    [Fact]
    public void A_new_budget_lets_them_start()
    {
        var run = Example.Pool(1, 4, Example.Queue("lab"));
        run.Happens(new BudgetSpent(run.Now, "lab", Until: null));
        run.Offer(Example.Job(0, "lab"));

        run.Happens(new BudgetRenewed(run.Now, "lab"));
        run.Cycle();

        Assert.Equal([0], run.RunningIds());
    }

    [Fact]
    public void No_job_starts_below_a_spent_queue_in_any_world() => PoolRun.Sample(PoolWorld.Any, run =>
    {
        var spent = run.Tree[1 % run.Tree.Count].Name;
        if (spent.Length > 0) run.Happens(new BudgetSpent(0, spent, Until: null));
        run.Applied = plan =>
        {
            foreach (var happened in plan.Events)
            {
                var job = happened switch
                {
                    JobStarted started => started.Id,
                    ReservationMade made => made.Reservation.Job,
                    ClaimOpened opened => opened.Id,
                    PreemptionOrdered ordered => ordered.Preemption.Beneficiary,
                    _ => new JobId(-1),
                };
                if (run.State.Find(job) is { } entry && IsSpent(run, entry))
                    Assert.Fail($"{happened} in spite of the budget");
            }
        };
    }, iterations: 150);

    private static bool IsSpent(PoolRun run, JobEntry job)
    {
        for (var queue = run.Tree.IndexOf(job.Queue.Name); queue > 0; queue = run.Tree.ParentOf(queue))
        {
            if (run.State.Spent.ContainsKey(run.Tree[queue].Name)) return true;
        }

        return false;
    }
}
