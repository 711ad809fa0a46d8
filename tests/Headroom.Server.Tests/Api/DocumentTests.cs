using System.Globalization;
using System.Text.Json.Nodes;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Headroom.Server.Tests.Api;

/// <summary>What holds for every route, those to come included.</summary>
public sealed class DocumentTests : IAsyncLifetime
{
    private static readonly string[] Open = ["/healthz", "/readyz", "/openapi/{documentName}.json"];

    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartAsync("blue", "red");

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task The_document_is_the_approved_one()
    {
        var approved = Path.Combine(Repository.Root, "docs", "api", "openapi.json");
        var (status, received) = await _pool.SendAsync(HttpMethod.Get, "openapi/v1.json", token: "");
        Assert.Equal(200, status);
        var place = Path.Combine(Repository.Root, "artifacts", "openapi.received.json");
        await File.WriteAllTextAsync(place, received.ReplaceLineEndings("\n").TrimEnd() + "\n");

        Assert.True(
            File.Exists(approved) && await File.ReadAllTextAsync(approved) == await File.ReadAllTextAsync(place),
            $"The API has changed: compare {place} with docs/api/openapi.json, and copy it there if it is meant.");
    }

    [Fact]
    public async Task Every_route_is_in_the_document_with_a_summary_and_what_answers_and_refusals_look_like()
    {
        var document = JsonNode.Parse((await _pool.SendAsync(HttpMethod.Get, "openapi/v1.json", token: "")).Body)!;
        Assert.StartsWith("3.1", (string?)document["openapi"], StringComparison.Ordinal);

        foreach (var (method, pattern, _) in Routes().Where(route => route.Pattern != Open[2]))
        {
            var path = pattern.Replace(":long", "", StringComparison.Ordinal);
            var operation = document["paths"]?[path]?[method.ToLowerInvariant()];
            Assert.True(operation is not null, $"{method} {path} is not in the document");
            Assert.False(string.IsNullOrEmpty((string?)operation["summary"]), $"{method} {path} has no summary");
            Assert.NotNull(operation["responses"]?["default"]);
            var answers = operation["responses"]!.AsObject().Where(response => response.Key.StartsWith('2'));
            Assert.True(
                answers.All(answer => answer.Value?["content"] is JsonObject { Count: > 0 }),
                $"{method} {path} does not say what it answers");
            Assert.Equal(!Open.Contains(pattern), operation["security"] is JsonArray { Count: > 0 });
        }
    }

    [Fact]
    public async Task Every_route_but_the_open_ones_asks_who_is_there()
    {
        foreach (var (method, pattern, endpoint) in Routes())
        {
            if (Open.Contains(pattern)) continue;

            Assert.True(endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null, $"{method} {pattern} is open");
            var (status, body) = await _pool.SendAsync(new HttpMethod(method), At(pattern, 1), token: "");
            Assert.True(status == 401, $"{method} {pattern} answers {status}");
            Assert.Contains("not-authorised", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Things_of_others_and_things_that_are_not_there_are_answered_alike()
    {
        using var blue = await _pool.ClientAsync(TokenRole.TenantAdmin, "blue");
        using var red = await _pool.ClientAsync(TokenRole.TenantAdmin, "red");
        var job = await blue.SubmitAsync(RealPool.Script("sleep 600", gpus: 4), "a");
        await RealPool.UntilAsync(blue, job.First, JobStatus.Running);
        var secret = (await red.CreateTokenAsync(
            new TokenRequest { Name = "look", Role = TokenRole.TenantAdmin, Tenant = "red" })).Secret;
        const long Missing = 900_000;

        foreach (var (method, pattern, _) in Routes().Where(route => route.Pattern.Contains("{id", StringComparison.Ordinal)))
        {
            // Ids of what is there: the job of blue, and tokens of blue and of the admin.
            foreach (var id in (long[])[1, 2])
            {
                var theirs = await _pool.SendAsync(new HttpMethod(method), At(pattern, id), token: $"Bearer {secret}");
                var nothing = await _pool.SendAsync(new HttpMethod(method), At(pattern, Missing), token: $"Bearer {secret}");

                Assert.True(theirs.Status is 404 or 405, $"{method} {pattern} answers {theirs.Status} for {id}");
                Assert.Equal(nothing.Status, theirs.Status);
                Assert.Equal(
                    nothing.Body.Replace(Missing.ToString(CultureInfo.InvariantCulture), $"{id}", StringComparison.Ordinal),
                    theirs.Body);
            }
        }

        Assert.Equal(JobStatus.Running, (await blue.JobAsync(job.First)).State);
    }

    private static string At(string pattern, long id) =>
        pattern.Replace("{id:long}", $"{id}", StringComparison.Ordinal).TrimStart('/');

    [Fact]
    public async Task Every_page_asks_who_is_there()
    {
        foreach (var (method, pattern, _) in All().Except(Routes()).Where(route => route.Method == "GET"))
        {
            if (pattern.StartsWith("/assets", StringComparison.Ordinal)) continue;

            var (_, body) = await _pool.SendAsync(HttpMethod.Get, At(pattern, 1), token: "");
            Assert.True(body.Contains("action=\"/login", StringComparison.Ordinal), $"{method} {pattern} shows {body}");
        }
    }

    // What is for programs; the rest are pages.
    private IEnumerable<(string Method, string Pattern, Endpoint Endpoint)> Routes() => All().Where(route =>
        route.Pattern.StartsWith("/api/", StringComparison.Ordinal) || route.Pattern == "/metrics"
        || Open.Contains(route.Pattern));

    private IEnumerable<(string Method, string Pattern, Endpoint Endpoint)> All() =>
        from endpoint in _pool.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        select (method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), (Endpoint)endpoint);
}
