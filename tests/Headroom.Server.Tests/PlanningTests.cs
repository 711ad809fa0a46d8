using Headroom.Client.Jobs;
using Headroom.Client.Planning;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests;

/// <summary>The gap of a pool, and the questions of capacity and size over HTTP.</summary>
public abstract class PlanningTests(StoreKind kind) : OnePool(kind, "a", "b")
{
    [Fact]
    public async Task The_gap_counts_what_runs_what_waits_and_what_gave_up()
    {
        using var admin = Pool.Admin;
        await admin.SubmitAsync(Sleep(600, "a", gpus: 3), "1");
        await RealPool.UntilAsync(admin, 1, JobStatus.Running);
        await admin.SubmitAsync(Sleep(600, "b", gpus: 2), "2");
        await admin.SubmitAsync(Sleep(600, "b", gpus: 4), "3");
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        await admin.CancelAsync(3);

        var gap = await admin.Planning.GapAsync(new GapFilter { Busy = 0.5, Mfu = 0.4, Share = true, Ahead = 2 });

        Assert.Equal((4, 4), (gap.Gpus, gap.Nameplate));
        Assert.True(gap is { Running: > 0, Pending: > 0 } && gap.InService <= gap.Nameplate);
        Assert.Equal(gap.Running + gap.Pending + gap.Refused, gap.Demand, tolerance: 1e-9);
        Assert.Equal(gap.Running * 0.2, gap.Useful!.Value, tolerance: 1e-9);
        Assert.Equal(0.11, gap.Wedge.CoverAtOpening, tolerance: 0.005);
        Assert.True(gap.Share >= 0);
        Assert.Equal(2, gap.Ahead!.Point.Count);
        Assert.Single(gap.Hours);
        Assert.Equal(gap.Running, gap.Hours.Sum(hour => hour.Running), tolerance: 1e-9);
        Assert.Equal(["a", "b"], gap.Tenants.Select(tenant => tenant.Name).Order());
        Assert.Equal(gap.Running, gap.Tenants.First(tenant => tenant.Name == "a").Running, tolerance: 1e-9);
        Assert.Equal(gap.Running, gap.Chips.First(chip => chip.Name == "A100").Running, tolerance: 1e-9);
        await admin.CancelAsync(2);
        await admin.CancelAsync(1);
        await RealPool.UntilEndedAsync(admin, 1);
    }

    [Fact]
    public async Task The_gap_is_for_those_who_see_every_tenant_and_says_what_is_out_of_range()
    {
        using var tenant = await Pool.ClientAsync(TokenRole.TenantAdmin, "a");
        using var admin = Pool.Admin;

        var refused = await Assert.ThrowsAsync<ApiException>(() => tenant.Planning.GapAsync(new GapFilter()));
        var wrong = await Assert.ThrowsAsync<ApiException>(() => admin.Planning.GapAsync(new GapFilter { Days = 0 }));
        var empty = await admin.Planning.GapAsync(new GapFilter { Ahead = 0 });

        Assert.Equal(403, refused.Problem!.Status);
        Assert.Equal((422, "days"), (wrong.Problem!.Status, wrong.Problem.Key));
        Assert.Equal((0, null), (empty.Demand, empty.Ahead));
    }

    [Fact]
    public async Task A_quoted_shortfall_has_two_readings()
    {
        using var admin = Pool.Admin;

        var readings = await admin.Planning.QuotedAsync(123.6, 57.9, 0.3, 0.6);

        Assert.Equal([GapReadingKind.Nameplate, GapReadingKind.Useful], readings.Select(one => one.Reading));
        Assert.Equal((65.7, 106.23), (Math.Round(readings[0].Shortfall, 2), Math.Round(readings[1].Shortfall, 2)));
        Assert.Equal([0.88, 0.16], readings.Select(one => Math.Round(one.Closed!.Value, 2)));
    }

    [Fact]
    public async Task Series_are_continued_and_faults_named()
    {
        using var admin = Pool.Admin;
        double[] week = [.. Enumerable.Range(0, 168).Select(hour => 10.0 + hour % 24)];
        var question = new ForecastQuestion { Series = [new("x", week)], Horizon = 24, Season = 24 };

        var forecast = (await admin.Planning.ForecastAsync(question))[0];
        var method = await Assert.ThrowsAsync<ApiException>(
            () => admin.Planning.ForecastAsync(question with { Method = "magic" }));
        var negative = await Assert.ThrowsAsync<ApiException>(
            () => admin.Planning.ForecastAsync(question with { Series = [new("x", [1, -1])] }));

        Assert.Equal(("x", 24), (forecast.Id, forecast.Point.Count));
        Assert.Equal(10, forecast.Point[0], tolerance: 0.5);
        Assert.Equal([0.1, 0.5, 0.9], forecast.Quantiles.Select(quantile => quantile.Quantile));
        Assert.Equal((422, "method"), (method.Problem!.Status, method.Problem.Key));
        Assert.Equal((422, "series"), (negative.Problem!.Status, negative.Problem.Key));
    }

    [Fact]
    public async Task A_model_is_sized_for_a_chip()
    {
        using var admin = Pool.Admin;

        var size = await admin.Planning.SizeAsync(
            new SizeQuestion { Like = 7e9, OwnTokens = 20e9, ServedTokens = 1e12 });
        var unsaid = await Assert.ThrowsAsync<ApiException>(() => admin.Planning.SizeAsync(new SizeQuestion()));
        var unknown = await Assert.ThrowsAsync<ApiException>(
            () => admin.Planning.SizeAsync(new SizeQuestion { Like = 7e9, Chip = "abacus" }));

        Assert.Equal("H100", size.Chip);
        Assert.Equal(7e9, size.Routes[0].Parameters, tolerance: 1e6);
        Assert.True(size.Routes[0].ChipHoursLow < size.Routes[0].ChipHours);
        Assert.Equal(422, unsaid.Problem!.Status);
        Assert.Equal("chip", unknown.Problem!.Key);
    }

    [Fact]
    public async Task A_size_tells_its_layouts_and_what_one_base_saves()
    {
        using var admin = Pool.Admin;
        var asked = new SizeQuestion { Like = 70e9, OwnTokens = 1e9, Variants = 20, Chips = 512, Sequence = 8192 };

        var size = await admin.Planning.SizeAsync(asked);
        var none = await Assert.ThrowsAsync<ApiException>(
            () => admin.Planning.SizeAsync(asked with { MicroBatch = 0 }));

        Assert.Equal([0, 1, 2, 3, 1], size.Layouts.Select(layout => layout.ZeroStage));
        Assert.All(size.Layouts, layout => Assert.Equal(512, layout.Tensor * layout.Pipeline * layout.Data));
        Assert.Equal([false, false, false, false, true], size.Layouts.Select(layout => layout.Fits));
        Assert.InRange(size.SavedByOneBase!.Value, 0.9, 1);
        Assert.Equal("micro_batch", none.Problem!.Key);
    }

    [Fact]
    public async Task Adapters_of_one_base_take_fewer_chips_than_a_server_each()
    {
        using var admin = Pool.Admin;
        ServedRequestView[] requests = [.. Enumerable.Range(0, 40).Select(i => new ServedRequestView(i * 10, 5, $"m{i % 8}"))];

        var serving = await admin.Planning.ServeAsync(
            new ServingSizeQuestion { Requests = requests, WaitSeconds = 0, Quantile = 1 });
        var none = await Assert.ThrowsAsync<ApiException>(
            () => admin.Planning.ServeAsync(new ServingSizeQuestion { Requests = [] }));
        var negative = await Assert.ThrowsAsync<ApiException>(
            () => admin.Planning.ServeAsync(new ServingSizeQuestion { Requests = [new ServedRequestView(0, -1, "m")] }));

        Assert.Equal((8, 1, 8), (serving.Models, serving.Shared.Replicas, serving.Separate.Replicas));
        Assert.Equal(1 - serving.Shared.Chips / serving.Separate.Chips, serving.Saved, tolerance: 1e-9);
        Assert.Equal("requests", none.Problem!.Key);
        Assert.Equal("requests[0].seconds", negative.Problem!.Key);
    }

    [Fact]
    public async Task A_site_is_planned_or_the_rules_in_conflict_are_named()
    {
        const string Scenario = """
            {"quarters":2,"chipKilowatts":1,"riskWeight":0,
             "classes":[{"name":"any","millisecondsMax":50,"shortageCost":100000}],
             "clusters":[{"name":"west","hallGpus":100,"hallCost":1000,"hallsMax":3,"leadQuarters":1,"powerPrice":0.1,"pue":1.3}],
             "regions":[{"name":"east","demand":[100],"milliseconds":[10]}],
             "futures":[{"name":"only","probability":1,"growth":1}],
             "rules":[{"name":"cool","kind":"pueMax","value":1.2},{"name":"served","kind":"shortageMax","value":0.9}]}
            """;
        using var admin = Pool.Admin;

        var plan = await admin.Planning.SiteAsync(new SiteQuestion
        {
            Text = Scenario.Replace("\"value\":1.2", "\"value\":1.4", StringComparison.Ordinal)
                .Replace("\"value\":0.9", "\"value\":1", StringComparison.Ordinal),
        });
        var conflict = await Assert.ThrowsAsync<ApiException>(
            () => admin.Planning.SiteAsync(new SiteQuestion { Text = Scenario }));
        var broken = await Assert.ThrowsAsync<ApiException>(
            () => admin.Planning.SiteAsync(new SiteQuestion { Text = "{\"quarter\":2}" }));

        Assert.Equal(("west", 1, 1, 2), (
            plan.Orders[0].Cluster, plan.Orders[0].Quarter, plan.Orders[0].Halls, plan.Orders[0].OpensInQuarter));
        Assert.Equal(0.5, plan.Futures[0].Unserved, tolerance: 1e-6);
        Assert.Contains("'served'", conflict.Message, StringComparison.Ordinal);
        Assert.Equal((422, "text"), (broken.Problem!.Status, broken.Problem.Key));
    }

    [Fact]
    public async Task Measures_close_a_gap_cheapest_first()
    {
        using var admin = Pool.Admin;
        var day = new DateOnly(2027, 1, 1);

        var answer = await admin.Planning.AbateAsync(new AbatementQuestion
        {
            Gap = 100,
            By = day,
            Measures = [new("rent", "build", 1000, 3, day), new("backfill", "share", 40, 0, day)],
        });

        Assert.Equal(["backfill", "rent"], answer.Steps.Select(step => step.Name));
        Assert.Equal((180, 3.0), (answer.Mix.Cost, answer.Mix.MarginalCost));
        Assert.Equal([80, 125], answer.Sensitivity.Select(mix => mix.Gap));
    }

    private static JobRequest Sleep(int seconds, string queue, int gpus) =>
        RealPool.Script($"sleep {seconds}", gpus) with { Queue = queue };
}

/// <summary>With the store in a file.</summary>
public sealed class PlanningTestsInAFile() : PlanningTests(StoreKind.Sqlite);

/// <summary>With the store on a server.</summary>
public sealed class PlanningTestsOnPostgres() : PlanningTests(StoreKind.Postgres);
