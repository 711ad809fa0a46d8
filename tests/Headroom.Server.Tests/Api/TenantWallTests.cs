using Headroom.Client.Billing;
using Headroom.Client.Pool;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Headroom.Server.Tests.Api;

/// <summary>Whatever a tenant asks for, by every route and page, it is told nothing of another.</summary>
public sealed class TenantWallTests : IAsyncLifetime
{
    // In the name, the environment, the command, the log and a budget of blue, and nowhere else.
    private const string Secret = "s3cr3t-of-blue";

    private static readonly string[] Queries =
    [
        "", "?tenant=blue", "?queue=blue", "?name=s3cr3t", "?by=job,tenant,day", "?by=job&tenant=blue",
        "?state=RUNNING&tenant=blue", "?q=s3cr3t", "?sort=oldest&queue=blue", "?job=1",
    ];

    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartAsync("blue", "red");

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Nothing_of_another_tenant_is_in_any_answer()
    {
        using var admin = _pool.Admin;
        using var blue = await _pool.ClientAsync(TokenRole.Member, "blue");
        var job = await blue.SubmitAsync(
            RealPool.Script($"echo {Secret}; sleep 600", gpus: 4) with
            {
                Name = Secret,
                Environment = new Dictionary<string, string> { ["SECRET"] = Secret },
            },
            Secret);
        await RealPool.UntilLogAsync(blue, job.First, Secret);
        await admin.CreateTokenAsync(new TokenRequest { Name = Secret, Role = TokenRole.Member, Tenant = "blue" });
        await admin.ApplyBillingAsync(
            new BillingRequest
            {
                Currency = "EUR",
                Prices = [new PriceRequest { Chip = "A100", Price = [1] }],
                Budgets = [new BudgetRequest { Tenant = "blue", Hours = 987_654 }],
            },
            version: 0);
        var red = await admin.CreateTokenAsync(
            new TokenRequest { Name = "red", Role = TokenRole.TenantAdmin, Tenant = "red" });
        var seen = 0;

        foreach (var path in Paths(job.First))
        {
            foreach (var query in Queries)
            {
                var (status, body) = await _pool.SendAsync(
                    HttpMethod.Get, path + query, token: $"Bearer {red.Secret}");

                Assert.False(body.Contains(Secret, StringComparison.Ordinal), $"{path}{query} tells {body}");
                Assert.False(body.Contains("987654", StringComparison.Ordinal), $"{path}{query} tells a budget");
                Assert.True(status < 500, $"{path}{query} answers {status}");
                if (status == 200) seen++;
            }
        }

        Assert.True(seen > 50, $"only {seen} questions were answered");
    }

    // All that can be asked for, but streams without an end.
    private IEnumerable<string> Paths(long job) =>
        from endpoint in _pool.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
        let path = endpoint.RoutePattern.RawText!.Trim('/').Replace("{id:long}", $"{job}", StringComparison.Ordinal)
        where !path.Contains('{', StringComparison.Ordinal) && path != "api/v1/events"
        select path;
}
