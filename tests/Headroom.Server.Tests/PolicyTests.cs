using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests;

/// <summary>The policy of a pool that runs.</summary>
public abstract class PolicyTests(StoreKind kind) : OnePool(kind, "a", "b")
{
    private const string Other = "queues:\n  - {name: a, quota: {A100: 4}}\n  - {name: b}\n";

    [Fact]
    public async Task Another_policy_counts_from_the_next_cycle_on_and_after_a_restart()
    {
        using (var before = Pool.Admin)
        {
            var first = await before.PolicyAsync();
            Assert.Equal((1, "queues:\n  - name: a\n  - name: b\n"), (first.Version, first.Text));
            await before.SubmitAsync(Script("sleep 600", "a"), "1");
            await RealPool.UntilAsync(before, 1, JobStatus.Running);

            var applied = await before.ApplyPolicyAsync(Other, 1);

            Assert.Equal((2, "admin", Other), (applied.Version, applied.Author, applied.Text));
            Assert.Equal(applied, await before.ApplyPolicyAsync(Other, 1));
            Assert.Equal(4_000, await OwedAsync(before));
            Assert.Equal(JobStatus.Running, (await before.JobAsync(1)).State);
        }

        await Pool.RestartAsync();
        using var admin = Pool.Admin;
        Assert.Equal(2, (await admin.PolicyAsync()).Version);
        Assert.Equal(4_000, await OwedAsync(admin));
        await admin.CancelAsync(1);
        await RealPool.UntilEndedAsync(admin, 1);
    }

    [Fact]
    public async Task Two_operators_do_not_overwrite_each_other()
    {
        using var admin = Pool.Admin;
        await admin.ApplyPolicyAsync(Other, 1);

        var stale = await Assert.ThrowsAsync<ApiException>(
            () => admin.ApplyPolicyAsync("queues: [{name: a}, {name: b, weight: 2}]", 1));
        var (unnamed, _) = await Pool.SendAsync(HttpMethod.Put, "api/v1/policy", """{"text":"queues: []"}""");

        Assert.Equal(412, stale.Problem!.Status);
        Assert.Contains("version 2", stale.Message, StringComparison.Ordinal);
        Assert.Equal(422, unnamed);
        Assert.Equal(Other, (await admin.PolicyAsync()).Text);
    }

    [Fact]
    public async Task Jobs_keep_their_queue_and_their_tenant()
    {
        using var admin = Pool.Admin;
        await admin.SubmitAsync(Script("true", "b", gpus: 9), "1");

        var gone = await Assert.ThrowsAsync<ApiException>(() => admin.ApplyPolicyAsync("queues: [{name: a}]", 1));
        var moved = await Assert.ThrowsAsync<ApiException>(
            () => admin.ApplyPolicyAsync("queues: [{name: c}, {name: a, parent: c}, {name: b, parent: c}]", 1));

        Assert.Equal((409, 409), (gone.Problem!.Status, moved.Problem!.Status));
        Assert.Contains("b (1)", gone.Message, StringComparison.Ordinal);
        Assert.Contains("another tenant: b", moved.Message, StringComparison.Ordinal);
        await admin.CancelAsync(1);
        Assert.Equal(2, (await admin.ApplyPolicyAsync("queues: [{name: a}]", 1)).Version);
    }

    [Fact]
    public async Task Faults_are_told_with_line_and_key_and_only_operators_look_and_only_admins_change()
    {
        using var admin = Pool.Admin;
        using var tenant = await Pool.ClientAsync(TokenRole.TenantAdmin, "a");
        using var operators = await Pool.ClientAsync(TokenRole.Operator, "");

        var fault = await Assert.ThrowsAsync<ApiException>(
            () => admin.ApplyPolicyAsync("queues:\n  - {name: a, quota: {A10: 1}}\n", 1));
        var look = await Assert.ThrowsAsync<ApiException>(() => tenant.PolicyAsync());
        var change = await Assert.ThrowsAsync<ApiException>(() => operators.ApplyPolicyAsync(Other, 1));

        Assert.Equal((422, "queues[0].quota.A10"), (fault.Problem!.Status, fault.Problem.Key));
        Assert.Contains("line 2", fault.Message, StringComparison.Ordinal);
        Assert.Equal((403, 403), (look.Problem!.Status, change.Problem!.Status));
        Assert.Equal(1, (await operators.PolicyAsync()).Version);
    }

    [Fact]
    public async Task A_replay_of_the_last_days_says_who_gets_what_under_both()
    {
        using var admin = Pool.Admin;
        var empty = await admin.PreviewPolicyAsync(Other);
        foreach (var queue in (string[])["a", "b"])
            await admin.SubmitAsync(Script("sleep 0.2", queue, gpus: 4) with { Array = 3 }, queue);
        await RealPool.UntilEndedAsync(admin, 3);
        await RealPool.UntilEndedAsync(admin, 6);

        var same = await admin.PreviewPolicyAsync((await admin.PolicyAsync()).Text);
        var other = await admin.PreviewPolicyAsync("queues: [{name: a, paused: true}, {name: b}]");
        var without = await admin.PreviewPolicyAsync("queues: [{name: b}]");

        Assert.Equal((0, 0), (empty.Jobs, empty.Queues.Count));
        Assert.Equal((6, 0), (same.Jobs, same.JobsLeftOut));
        Assert.Equal(["a", "b"], same.Queues.Select(queue => queue.Queue));
        Assert.All(same.Queues, queue => Assert.Equal(queue.Before, queue.After));
        Assert.All(same.Queues, queue => Assert.Equal((3, 0), (queue.Before.Ended, queue.Before.NotEnded)));
        Assert.True(same.Queues[0].Before.GpuHours > 0 && same.UtilisationBefore > 0);
        Assert.Equal((0, 3), (other.Queues[0].After.Ended, other.Queues[0].After.NotEnded));
        Assert.Equal(3, other.Queues[1].After.Ended);
        Assert.Equal((3, 3), (without.Jobs, without.JobsLeftOut));
    }

    [Fact]
    public async Task More_nodes_are_tried_on_the_last_days_and_only_operators_may()
    {
        using var admin = Pool.Admin;
        using var tenant = await Pool.ClientAsync(TokenRole.TenantAdmin, "a");
        await admin.SubmitAsync(Script("sleep 0.2", "a", gpus: 4) with { Array = 3 }, "1");
        await RealPool.UntilEndedAsync(admin, 3);

        var view = await admin.WhatIfAsync(new WhatIfRequest { Nodes = ["A100=3"], Weights = ["b=2"], Days = 1 });
        var without = await admin.WhatIfAsync(new WhatIfRequest { Quotas = ["a:A100=4"] });
        var fault = await Assert.ThrowsAsync<ApiException>(
            () => admin.WhatIfAsync(new WhatIfRequest { Nodes = ["T4=3"] }));
        var refused = await Assert.ThrowsAsync<ApiException>(() => tenant.WhatIfAsync(new WhatIfRequest()));

        Assert.Equal((4L, 12L, 3), (view.GpusBefore, view.GpusAfter, view.Outcome.Jobs));
        Assert.Contains("weight: 2", view.Policy, StringComparison.Ordinal);
        var (_, before, after) = Assert.Single(view.Outcome.Queues);
        Assert.True(after.P90WaitSeconds < before.P90WaitSeconds);
        Assert.Equal((3, 3), (before.Ended, after.Ended));
        Assert.Equal(4L, without.GpusAfter);
        Assert.Equal((422, "nodes"), (fault.Problem!.Status, fault.Problem.Key));
        Assert.Equal(403, refused.Problem!.Status);
        Assert.Equal(1, (await admin.PolicyAsync()).Version);
    }

    private static async Task<long> OwedAsync(Client.HeadroomClient client) =>
        (await client.QueuesAsync())[0].Resources.First(resource => resource.Resource == "A100").OwedMilli;

    private static JobRequest Script(string script, string queue, int gpus = 1) =>
        RealPool.Script(script, gpus) with { Queue = queue };
}

/// <summary>With the store in a file.</summary>
public sealed class PolicyTestsInAFile() : PolicyTests(StoreKind.Sqlite);

/// <summary>With the store on a server.</summary>
public sealed class PolicyTestsOnPostgres() : PolicyTests(StoreKind.Postgres);
