using Headroom.Client.Jobs;
using Headroom.Client.Pool;

namespace Headroom.Server.Tests;

/// <summary>What those are told whose job had to stop for another.</summary>
public abstract class PreemptionTests(StoreKind kind) : OnePool(kind, "a", "b")
{
    private const string Lending =
        "queues:\n  - {name: a, quota: {A100: 2}}\n  - {name: b, quota: {A100: 2}}\nreclaim: {grace: 0}\n";

    [Fact]
    public async Task A_borrower_is_told_the_rule_and_its_share_and_the_lender_is_named_to_those_who_see_it()
    {
        using var admin = Pool.Admin;
        await admin.ApplyPolicyAsync(Lending, 1);
        using var borrower = await Pool.ClientAsync(TokenRole.Member, "a");
        var victim = await admin.SubmitAsync(Script("a"), "1");
        await RealPool.UntilAsync(admin, victim.First, JobStatus.Running);

        var owner = await admin.SubmitAsync(Script("b", gpus: 2), "2");
        await RealPool.UntilAsync(admin, owner.First, JobStatus.Running);
        await RealPool.UntilAsync(admin, victim.First, JobStatus.Waiting);

        var (own, whole) = (Told(await borrower.JobAsync(victim.First)), Told(await admin.JobAsync(victim.First)));
        Assert.StartsWith(
            "Preempted to give back A100 that was lent in the fleet: queue a used 4 of the 2 it is owed;", own);
        Assert.DoesNotContain("queue b", own, StringComparison.Ordinal);
        Assert.DoesNotContain($"Job {owner.First}", own, StringComparison.Ordinal);
        Assert.Equal($"{own} Job {owner.First} starts instead: queue b used 0 of the 2 it is owed.", whole);
        Assert.EndsWith(own, (await borrower.WhyAsync(victim.First)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Within_a_queue_the_job_of_higher_priority_is_named()
    {
        using var admin = Pool.Admin;
        using var member = await Pool.ClientAsync(TokenRole.Member, "a");
        var victim = await member.SubmitAsync(Script("a"), "1");
        await RealPool.UntilAsync(member, victim.First, JobStatus.Running);

        var owner = await member.SubmitAsync(Script("a") with { Priority = 5 }, "2");
        await RealPool.UntilAsync(member, owner.First, JobStatus.Running);

        var told = Told(await member.JobAsync(victim.First));
        Assert.StartsWith("Preempted for a job of higher priority in queue a; ", told, StringComparison.Ordinal);
        Assert.EndsWith($" Job {owner.First} starts instead.", told, StringComparison.Ordinal);
    }

    private static JobRequest Script(string queue, int gpus = 4) =>
        RealPool.Script("sleep 600", gpus) with { Queue = queue };

    private static string Told(JobDetail job) => job.Transitions.Last(step => step.State == JobStatus.Stopping).Detail;
}

/// <summary>With the store in a file.</summary>
public sealed class PreemptionTestsInAFile() : PreemptionTests(StoreKind.Sqlite);

/// <summary>With the store on a server.</summary>
public sealed class PreemptionTestsOnPostgres() : PreemptionTests(StoreKind.Postgres);
