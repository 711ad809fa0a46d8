using Headroom.Client;
using Headroom.Client.Billing;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests;

/// <summary>What jobs use, what it costs and what budgets do, on a pool that runs.</summary>
public abstract class MeteringTests(StoreKind kind) : OnePool(kind, "blue", "red")
{
    private static readonly BillingRequest Prices = new()
    {
        Currency = "EUR",
        Digits = 6,
        Prices =
        [
            new PriceRequest { Chip = "A100", Price = [3_600] }, new PriceRequest { Chip = "cpu", Price = [3_600] },
        ],
    };

    [Fact]
    public async Task Invoices_are_the_run_segments_to_the_millisecond_before_and_after_a_restart()
    {
        await Pool.Admin.ApplyBillingAsync(Prices, version: 0);
        var jobs = new List<long>();
        foreach (var (queue, gpus) in ((string, int)[])[("blue", 2), ("red", 1), ("blue", 0)])
            jobs.Add(await SubmitAsync(queue, "sleep 0.2", gpus));

        var lasting = await SubmitAsync("red", "sleep 600");
        foreach (var job in jobs) await RealPool.UntilEndedAsync(Pool.Admin, job);
        await RealPool.UntilAsync(Pool.Admin, lasting, JobStatus.Running);
        await Pool.RestartAsync();
        await Pool.Admin.CancelAsync(lasting);
        await RealPool.UntilEndedAsync(Pool.Admin, lasting);

        var details = await Task.WhenAll(jobs.Append(lasting).Select(job => Pool.Admin.JobAsync(job)));
        var invoices = await Pool.Admin.InvoicesAsync(month: null, tenant: null);
        var usage = await Pool.Admin.UsageAsync(new UsageFilter { By = ["job"] });
        await Pool.RestartAsync();

        Assert.All(details, job => Assert.Equal(SecondsOf(job, isCpu: false), job.GpuSeconds));
        Assert.All(details, job => Assert.Equal(SecondsOf(job, isCpu: false) + SecondsOf(job, isCpu: true), job.Cost));
        Assert.Equal(["blue", "red"], invoices.Select(invoice => invoice.Tenant));
        Assert.All(invoices, invoice =>
        {
            var own = details.Where(job => job.Tenant == invoice.Tenant).ToList();
            Assert.Equal(own.Sum(job => SecondsOf(job, isCpu: false)), invoice.GpuSeconds);
            Assert.Equal(own.Sum(job => job.Cost), invoice.Total);
            Assert.Equal(invoice.Total, invoice.Lines.Sum(line => line.Amount));
            Assert.False(invoice.IsFinal);
        });
        Assert.Equal(
            details.Select(job => ((long?)job.Id, job.GpuSeconds!.Value, job.Cost)),
            usage.Rows.Select(row => (row.Job, row.GpuSeconds, row.Cost)));
        Assert.Equal(invoices.Sum(invoice => invoice.GpuSeconds), usage.GpuSeconds);
        Assert.Equal(WireText(invoices), WireText(await Pool.Admin.InvoicesAsync(month: null, tenant: null)));
    }

    [Fact]
    public async Task A_run_that_ends_while_no_control_plane_listens_is_charged_until_its_end()
    {
        var job = await SubmitAsync("blue", "echo up; sleep 1", 1);
        await RealPool.UntilLogAsync(Pool.Admin, job, "up");
        DateTimeOffset? found = null;
        await Pool.RestartAsync(folder =>
        {
            var runs = Path.Combine(folder, "engine", "runs");
            SpinWait.SpinUntil(() => Directory.GetFiles(runs, "ending.json", SearchOption.AllDirectories).Length > 0);
            found = TimeProvider.System.GetUtcNow();
            SpinWait.SpinUntil(() => false, TimeSpan.FromSeconds(2));
        });

        var ended = await RealPool.UntilEndedAsync(Pool.Admin, job);

        var stretch = Assert.Single(ended.Stretches);
        Assert.InRange(stretch.EndedAt!.Value, stretch.BeganAt, found!.Value.ToUnixTimeMilliseconds());
        Assert.True(ended.EndedAt > stretch.EndedAt);
        Assert.Equal(SecondsOf(ended, isCpu: false), ended.GpuSeconds);
    }

    [Fact]
    public async Task A_tenant_sees_its_own_use_invoices_and_budgets_by_any_route()
    {
        await Pool.Admin.ApplyBillingAsync(
            Prices with
            {
                Budgets = [new BudgetRequest { Tenant = "blue", Hours = 7 }, new BudgetRequest { Tenant = "red", Money = 1 }],
            },
            version: null);
        var job = await Pool.Admin.SubmitAsync(RealPool.Script("true") with { Queue = "blue" }, "a");
        await RealPool.UntilEndedAsync(Pool.Admin, job.First);
        using var red = await Pool.ClientAsync(TokenRole.TenantAdmin, "red");
        using var blue = await Pool.ClientAsync(TokenRole.Viewer, "blue");

        Assert.Empty((await red.UsageAsync(new UsageFilter { Tenant = "blue" })).Rows);
        Assert.Empty(await red.InvoicesAsync(month: null, tenant: "blue"));
        Assert.Equal("red", Assert.Single(await red.TenantsAsync()).Name);
        Assert.Equal("red", Assert.Single((await red.BillingAsync()).Rules.Budgets).Tenant);
        Assert.Equal(403, await StatusAsync(() => red.ApplyBillingAsync(Prices, null)));
        Assert.Equal(404, await StatusAsync(() => red.JobAsync(job.First)));
        Assert.Equal("blue", Assert.Single(await blue.InvoicesAsync(month: null, tenant: "red")).Tenant);
        var seen = Assert.Single(await blue.TenantsAsync());
        Assert.Equal(7, Assert.Single(seen.Budgets).Hours);
        Assert.Equal((await blue.UsageAsync(new UsageFilter())).GpuSeconds, seen.GpuSeconds);
    }

    [Fact]
    public async Task Without_prices_use_is_counted_and_nothing_costs_anything()
    {
        var job = await Pool.Admin.SubmitAsync(RealPool.Script("true") with { Queue = "blue" }, "a");
        var ended = await RealPool.UntilEndedAsync(Pool.Admin, job.First);

        Assert.Equal(404, await StatusAsync(() => Pool.Admin.BillingAsync()));
        Assert.Equal(404, await StatusAsync(() => Pool.Admin.InvoicesAsync(null, null)));
        var row = Assert.Single((await Pool.Admin.UsageAsync(new UsageFilter { By = ["tenant", "day"] })).Rows);
        Assert.Equal(("blue", ended.GpuSeconds, null), (row.Tenant, (decimal?)row.GpuSeconds, row.Cost));
        Assert.Null(ended.Cost);
        Assert.Equal(row.GpuSeconds, row.UnpricedSeconds);

        // Nobody had priced it before: the first prices do.
        await Pool.Admin.ApplyBillingAsync(Prices, version: 0);
        Assert.Equal(ended.GpuSeconds, (await Pool.Admin.JobAsync(job.First)).Cost);
    }

    [Fact]
    public async Task Prices_change_one_version_after_the_other()
    {
        var first = await Pool.Admin.ApplyBillingAsync(Prices, version: 0);
        Assert.Equal((1, null), (first.Version, first.HoldsFrom));
        Assert.Equal(412, await StatusAsync(() => Pool.Admin.ApplyBillingAsync(Prices, 0)));

        var second = await Pool.Admin.ApplyBillingAsync(Prices with { Prices = [] }, version: 1);

        Assert.Equal(2, second.Version);
        Assert.Equal(0, second.HoldsFrom % 900_000);
        Assert.InRange(second.HoldsFrom!.Value - second.AppliedAt, 0, 900_000);
        foreach (var other in (BillingRequest[])[
            Prices with { Currency = "USD" }, Prices with { Zone = "+01:00" }, Prices with { Digits = 2 }])
        {
            Assert.Equal(409, await StatusAsync(() => Pool.Admin.ApplyBillingAsync(other, null)));
        }

        await Pool.RestartAsync();
        Assert.Equal(2, (await Pool.Admin.BillingAsync()).Version);
    }

    [Theory]
    [InlineData("""{"currency":"euro"}""", 422, "currency")]
    [InlineData("""{"currency":"EUR","zone":"Berlin"}""", 422, "zone")]
    [InlineData("""{"currency":"EUR","prices":[{"chip":"A100","price":[0.0000001]}]}""", 422, "prices[0].price")]
    [InlineData("""{"currency":"EUR","prices":[{"chip":"A100","price":[-1]}]}""", 422, "prices[0].price")]
    [InlineData("""{"currency":"EUR","prices":[null]}""", 422, "")]
    [InlineData("""{"currency":"EUR","budgets":[{"tenant":"green","hours":1}]}""", 422, "budgets[0].tenant")]
    [InlineData("""{"currency":"EUR","budgets":[{"tenant":"red"}]}""", 422, "budgets[0]")]
    [InlineData("""{"currency":"EUR","budgets":[{"tenant":"red","hours":1e27}]}""", 422, "budgets[0].hours")]
    [InlineData("""{"currency":"EUR","price":1}""", 400, "")]
    [InlineData("""{"currency":null}""", 400, "")]
    public async Task Bad_prices_are_refused_with_their_key(string body, int expected, string key)
    {
        var (status, answer) = await Pool.SendAsync(HttpMethod.Put, "api/v1/billing", body);

        Assert.Equal(expected, status);
        Assert.Contains($"\"key\":\"{key}\"", answer, StringComparison.Ordinal);
        Assert.Equal(404, (await Pool.SendAsync(HttpMethod.Get, "api/v1/billing")).Status);
    }

    [Theory]
    [InlineData("api/v1/usage?by=colour", 422)]
    [InlineData("api/v1/usage?from=2026-02-01&to=2026-01-01", 422)]
    [InlineData("api/v1/usage?from=0001-01-01", 422)]
    [InlineData("api/v1/usage?to=9999-12-31", 422)]
    [InlineData("api/v1/usage?from=yesterday", 400)]
    [InlineData("api/v1/invoices?month=2026-13", 422)]
    [InlineData("api/v1/invoices?month=9999-12", 422)]
    public async Task A_bad_question_is_answered_with_what_to_do(string path, int expected)
    {
        await Pool.Admin.ApplyBillingAsync(Prices, version: null);

        var (status, answer) = await Pool.SendAsync(HttpMethod.Get, path);

        Assert.Equal(expected, status);
        Assert.Contains("\"detail\":\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_hard_end_nothing_new_starts_until_the_budget_is_raised_and_what_runs_goes_on()
    {
        var runs = await SubmitAsync("red", "sleep 600");
        await RealPool.UntilAsync(Pool.Admin, runs, JobStatus.Running);
        var none = new BudgetRequest { Tenant = "red", Hours = 0 };
        await Pool.Admin.ApplyBillingAsync(Prices with { Budgets = [none] }, version: 0);
        var warned = await UntilWarnedAsync(Pool.Admin, "red");

        Assert.StartsWith(
            "The budget of red of 0 GPU-hours is used up: jobs wait until ",
            Assert.Single(warned.Warnings!),
            StringComparison.Ordinal);
        var why = await UntilReasonAsync(Pool.Admin, warned.First, "BUDGET_SPENT");
        Assert.Equal("red", why.Level);
        Assert.StartsWith("The budget of red is used up; the next begins ", why.Text, StringComparison.Ordinal);
        var other = await Pool.Admin.SubmitAsync(RealPool.Script("true") with { Queue = "blue" }, "other");
        Assert.Null(other.Warnings);
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(Pool.Admin, other.First)).State);
        var seen = (await Pool.Admin.TenantsAsync()).Single(tenant => tenant.Name == "red");
        Assert.Equal(BudgetState.Spent, seen.Budgets[0].State);

        await Pool.RestartAsync();
        Assert.Equal("BUDGET_SPENT", (await UntilReasonAsync(Pool.Admin, warned.First, "BUDGET_SPENT")).Code);
        Assert.Equal(JobStatus.Running, (await Pool.Admin.JobAsync(runs)).State);

        await Pool.Admin.ApplyBillingAsync(Prices with { Budgets = [none with { Hours = 1_000 }] }, version: 1);
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(Pool.Admin, warned.First)).State);
        await Pool.Admin.CancelAsync(runs);
        await RealPool.UntilEndedAsync(Pool.Admin, runs);
    }

    [Fact]
    public async Task A_budget_is_spent_while_a_job_runs_and_a_soft_one_only_warns()
    {
        await Pool.Admin.ApplyBillingAsync(
            Prices with
            {
                Budgets =
                [
                    new BudgetRequest { Tenant = "red", Money = 1, Period = BudgetSpan.Total },
                    new BudgetRequest { Tenant = "blue", Money = 0, Period = BudgetSpan.Total, Stops = false },
                ],
            },
            version: 0);
        var runs = await SubmitAsync("red", "sleep 600");
        await RealPool.UntilAsync(Pool.Admin, runs, JobStatus.Running);

        var red = await UntilWarnedAsync(Pool.Admin, "red", "used up: jobs wait, or until it is raised.");
        var blue = await UntilWarnedAsync(Pool.Admin, "blue");

        Assert.Equal("BUDGET_SPENT", (await UntilReasonAsync(Pool.Admin, red.First, "BUDGET_SPENT")).Code);
        Assert.Equal("blue has used up its budget of 0 EUR; jobs start all the same.", Assert.Single(blue.Warnings!));
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(Pool.Admin, blue.First)).State);
        await Pool.Admin.CancelAsync(runs);
        await RealPool.UntilEndedAsync(Pool.Admin, runs);
    }

    private static decimal SecondsOf(JobDetail job, bool isCpu) => job.Stretches
        .Where(held => (held.Resource == "cpu") == isCpu)
        .Sum(held => (decimal)((held.EndedAt!.Value - held.BeganAt) * held.Milli)) / 1_000_000;

    private static async Task<int> StatusAsync(Func<Task> ask) =>
        (await Assert.ThrowsAsync<ApiException>(ask)).Problem!.Status;

    private async Task<long> SubmitAsync(string queue, string script, int gpus = 1) =>
        (await Pool.Admin.SubmitAsync(RealPool.Script(script, gpus) with { Queue = queue }, $"{queue} {script} {gpus}")).First;

    private static string WireText<T>(T item) => System.Text.Json.JsonSerializer.Serialize(item, ApiJson.Options);

    private static async Task<Submitted> UntilWarnedAsync(HeadroomClient client, string queue, string said = "budget")
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        for (var number = 0; ; number++)
        {
            var job = RealPool.Script("true") with { Queue = queue };
            var made = await client.SubmitAsync(job, $"{queue}-{number}", patience.Token);
            if (made.Warnings is [var warning] && warning.Contains(said, StringComparison.Ordinal)) return made;

            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    private static async Task<WhyView> UntilReasonAsync(HeadroomClient client, long job, string code)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var why = await client.WhyAsync(job, cancellation: patience.Token);
            if (why.Code == code) return why;

            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}

/// <summary>With the store in a file.</summary>
public sealed class MeteringTestsInAFile() : MeteringTests(StoreKind.Sqlite);

/// <summary>With the store on a server.</summary>
public sealed class MeteringTestsOnPostgres() : MeteringTests(StoreKind.Postgres);
