using System.Text.RegularExpressions;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Storage;
using Headroom.Testing;

namespace Headroom.Server.Tests.Api;

/// <summary>What the server tells of itself.</summary>
public sealed partial class ServerTests : IAsyncLifetime
{
    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartAsync("blue", "red");

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task A_pool_that_works_is_ready() => Assert.Equal(
        (200, """{"lead":true,"loop":true,"store":true,"engine":true}"""),
        await _pool.SendAsync(HttpMethod.Get, "readyz", token: ""));

    [Fact]
    public async Task A_pool_whose_lead_another_has_taken_is_not_ready()
    {
        using (var other = Store.Open(StoreAddress.File(Path.Combine(_pool.Folder, "headroom.db")), RealPool.Fleet))
            Assert.NotNull(other.TakeLead("other", at: long.MaxValue, until: long.MaxValue));

        // Nothing has been written since: it has not met the other one yet.
        var (status, body) = await _pool.SendAsync(HttpMethod.Get, "readyz", token: "");

        Assert.Equal(503, status);
        Assert.Contains("\"lead\":false", body, StringComparison.Ordinal);
        Assert.Equal(200, (await _pool.SendAsync(HttpMethod.Get, "healthz", token: "")).Status);
    }

    [Fact]
    public async Task Figures_say_how_the_pool_stands()
    {
        using var admin = _pool.Admin;
        var runs = await admin.SubmitAsync(RealPool.Script("sleep 600", gpus: 4) with { Queue = "blue" }, "a");
        await RealPool.UntilAsync(admin, runs.First, JobStatus.Running);
        var waits = await admin.SubmitAsync(RealPool.Script("true", gpus: 9) with { Queue = "red" }, "b");
        while ((await admin.WhyAsync(waits.First)).Code is null) await Task.Delay(20);

        var (_, text) = await _pool.SendAsync(HttpMethod.Get, "metrics");

        foreach (var line in (string[])[
            "headroom_jobs{state=\"RUNNING\"} 1", "headroom_jobs{state=\"SUCCEEDED\"} 0",
            "headroom_tenant_jobs{tenant=\"red\",state=\"WAITING\"} 1", "headroom_waiting_jobs{reason=\"NEVER_FITS\"} 1",
            "headroom_gpus{model=\"A100\"} 4", "headroom_gpus_allocated{model=\"A100\"} 4",
            "headroom_nodes{state=\"IN_SERVICE\"} 1", "# TYPE headroom_turn_duration_seconds histogram"])
        {
            Assert.Contains($"{line}\n", text, StringComparison.Ordinal);
        }

        Assert.True(
            text.Contains("method=\"POST\",route=\"/api/v1/jobs/\",status_code=\"201\"", StringComparison.Ordinal), text);
        Assert.All(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'),
            line => Assert.Matches(Sample(), line));
    }

    [Fact]
    public async Task Figures_of_every_tenant_are_not_for_one()
    {
        using var admin = _pool.Admin;
        var made = await admin.CreateTokenAsync(
            new TokenRequest { Name = "one", Role = TokenRole.TenantAdmin, Tenant = "blue" });

        Assert.Equal(403, (await _pool.SendAsync(HttpMethod.Get, "metrics", token: $"Bearer {made.Secret}")).Status);
        Assert.Equal(401, (await _pool.SendAsync(HttpMethod.Get, "metrics", token: "")).Status);
    }

    [Fact]
    public async Task The_board_asks_for_figures_that_there_are()
    {
        var (_, text) = await _pool.SendAsync(HttpMethod.Get, "metrics");
        var board = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs", "observability", "grafana.json"));
        var asked = Name().Matches(board).Select(name => Suffix().Replace(name.Value, "")).Distinct().ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains($"# TYPE {name} ", text, StringComparison.Ordinal));
    }

    [GeneratedRegex("""^[a-z_]+(\{([a-z_]+="[^"]*",?)+\})? -?[0-9.E+-]+$""")]
    private static partial Regex Sample();

    [GeneratedRegex("(?:headroom|process)_[a-z_]+")]
    private static partial Regex Name();

    [GeneratedRegex("_(?:bucket|sum|count)$")]
    private static partial Regex Suffix();
}
