using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Headroom.Client;
using Headroom.Client.Billing;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;
using Headroom.Server.Access;

namespace Headroom.Server.Tests.Access;

/// <summary>Tokens of an identity provider, as it signs them and as others make them up.</summary>
public sealed class IdentityTests : IAsyncLifetime
{
    private IdentityHost _host = null!;
    private RealPool _pool = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync();
        _pool = await RealPool.StartWithAsync(
            options => options with
            {
                WrongTokensMax = 10_000,
                Identity = new IdentityOptions
                {
                    Authority = _host.Authority,
                    Audience = IdentityHost.Audience,
                    Roles = new Dictionary<string, TokenRole>
                    {
                        ["platform"] = TokenRole.Admin,
                        ["on-call"] = TokenRole.Operator,
                        ["leads"] = TokenRole.TenantAdmin,
                        ["people"] = TokenRole.Member,
                        ["guests"] = TokenRole.Viewer,
                    },
                },
            },
            "blue", "red");
    }

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_member_submits_and_sees_what_is_of_his_tenant_alone()
    {
        using var ann = ClientOf("ann", ["people", "unknown"], "blue");
        using var red = await _pool.ClientAsync(TokenRole.Member, "red");
        var theirs = await red.SubmitAsync(RealPool.Script("true"), "a");

        var made = await ann.SubmitAsync(RealPool.Script("true"), "a");

        var job = await RealPool.UntilEndedAsync(ann, made.First);
        Assert.Equal(("blue", JobStatus.Succeeded), (job.Tenant, job.State));
        Assert.Equal(404, await StatusAsync(() => ann.JobAsync(theirs.First)));
        Assert.Equal("blue", Assert.Single(await ann.QueuesAsync()).Name);
        Assert.Equal(403, await StatusAsync(() => ann.TokensAsync()));
    }

    [Theory]
    [InlineData("guests", 403, 403, 403)]
    [InlineData("people", 200, 403, 403)]
    [InlineData("leads", 200, 200, 403)]
    [InlineData("on-call", 200, 200, 200)]
    [InlineData("platform", 200, 200, 200)]
    public async Task A_role_is_what_tokens_of_the_pool_have_under_its_name(
        string group, int submits, int listsTokens, int drains)
    {
        using var client = ClientOf("someone", [group], "blue");
        var script = RealPool.Script("true") with { Queue = "blue" };

        Assert.Equal(submits, await StatusAsync(() => client.SubmitAsync(script, "a")));
        Assert.Equal(listsTokens, await StatusAsync(() => client.TokensAsync()));
        Assert.Equal(drains, await StatusAsync(() => client.UndrainAsync("local")));
    }

    [Fact]
    public async Task The_widest_of_several_roles_counts()
    {
        using var client = ClientOf("ann", ["guests", "platform"]);

        Assert.NotEmpty(await client.TokensAsync());
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    public async Task Keys_of_both_kinds_are_good_and_a_new_one_is_found_when_a_token_names_it(string algorithm)
    {
        _host.Rotate(algorithm);

        Assert.Equal(200, await AskAsync(_host.Sign(_host.Claims("ann", ["platform"]))));
        Assert.Equal(200, await AskAsync(_host.Sign(_host.Claims("ann", ["platform"]))));
        Assert.Equal(1, _host.KeysRead);
    }

    [Fact]
    public async Task What_is_wrong_with_a_token_is_said_and_it_is_worth_nothing()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (change, said) in ((Action<JsonObject>, string)[])[
            (claims => claims["aud"] = "another", "another audience"),
            (claims => claims.Remove("aud"), "another audience"),
            (claims => claims["iss"] = "https://login.example.com", "another issuer"),
            (claims => claims.Remove("iss"), "another issuer"),
            (claims => claims["exp"] = now - 90, "has expired"),
            (claims => claims.Remove("exp"), "has no end"),
            (claims => claims["nbf"] = now + 300, "is not valid yet")])
        {
            var claims = _host.Claims("ann", ["platform"]);
            change(claims);

            var (status, body) = await _pool.SendAsync(
                HttpMethod.Get, "api/v1/tokens", token: $"Bearer {_host.Sign(claims)}");

            Assert.Equal(401, status);
            Assert.Contains(said, body, StringComparison.Ordinal);
            Assert.Contains("\"type\":\"not-authorised\"", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Clocks_may_differ_by_less_than_a_minute()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = _host.Claims("ann", ["platform"]);
        (claims["exp"], claims["nbf"]) = (now - 20, now + 30);

        Assert.Equal(200, await AskAsync(_host.Sign(claims)));
    }

    [Fact]
    public async Task Nothing_but_a_signature_of_the_provider_is_a_proof()
    {
        var claims = _host.Claims("ann", ["platform"]);
        var good = _host.Sign(claims);
        using var stranger = RSA.Create(2048);
        byte[] Foreign(byte[] bytes) => stranger.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        byte[] Secret(byte[] bytes) => HMACSHA256.HashData(Encoding.ASCII.GetBytes(_host.PublicKeyPem), bytes);
        var other = _host.Sign(_host.Claims("bob", ["guests"], "blue")).Split('.');
        string[] tokens =
        [
            IdentityHost.Sign(claims, _host.Header("RS256"), Foreign),
            IdentityHost.Sign(claims, _host.Header("none"), _ => []),
            IdentityHost.Sign(claims, _host.Header("None"), _ => []),
            IdentityHost.Sign(claims, _host.Header("RS256"), _ => []),
            IdentityHost.Sign(claims, _host.Header("HS256"), Secret),
            IdentityHost.Sign(claims, _host.Header("RS256"), Secret),
            IdentityHost.Sign(claims, new JsonObject { ["alg"] = "RS256", ["kid"] = "nobody" }, Foreign),
            // A key that the token brings with it, and places where one could be fetched.
            IdentityHost.Sign(claims, With(_host.Header("RS256"), "jwk", JwkOf(stranger)), Foreign),
            IdentityHost.Sign(claims, With(_host.Header("RS256"), "jku", "http://127.0.0.1:1/keys"), Foreign),
            IdentityHost.Sign(claims, With(_host.Header("RS256"), "crit", new JsonArray("b64")), Foreign),
            $"{other[0]}.{good.Split('.')[1]}.{other[2]}",
            $"{good.Split('.')[0]}.{good.Split('.')[1]}.",
            _host.Sign(claims, With(_host.Header("RS256"), "typ", "logout+jwt")),
            // The same key, with an algorithm that it is not for.
            _host.Sign(claims, _host.Header("PS256")),
            good[..^10],
            "eyJ.eyJ.a",
            "ey..",
            $"ey{new string('a', 9_000)}.a.b",
        ];

        Assert.Equal(200, await AskAsync(good));
        foreach (var token in tokens) Assert.True(await AskAsync(token) == 401, token);
    }

    [Fact]
    public async Task A_shared_secret_among_its_keys_signs_nothing()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        _host.MoreKeys.Add(new JsonObject
        {
            ["kty"] = "oct",
            ["kid"] = "shared",
            ["k"] = System.Buffers.Text.Base64Url.EncodeToString(secret),
        });
        var header = new JsonObject { ["alg"] = "HS256", ["kid"] = "shared" };

        Assert.Equal(401, await AskAsync(IdentityHost.Sign(
            _host.Claims("ann", ["platform"]), header, bytes => HMACSHA256.HashData(secret, bytes))));
    }

    [Fact]
    public async Task Who_is_known_and_has_no_role_or_no_tenant_is_told_so()
    {
        foreach (var (roles, tenant, said) in ((string[], string?, string)[])[
            ([], "blue", "gives no role"), (["admin"], "blue", "gives no role"), (["people"], null, "names no tenant")])
        {
            var (status, body) = await _pool.SendAsync(
                HttpMethod.Get, "api/v1/jobs", token: $"Bearer {_host.Sign(_host.Claims("ann", roles, tenant))}");

            Assert.Equal(403, status);
            Assert.Contains(said, body, StringComparison.Ordinal);
        }

        var claims = _host.Claims("ann\r\nSet-Cookie: a=b", ["platform"]);
        Assert.Equal(403, await AskAsync(_host.Sign(claims)));
    }

    [Fact]
    public async Task Made_up_keys_do_not_make_the_provider_busy()
    {
        using var stranger = RSA.Create(2048);
        byte[] Foreign(byte[] bytes) => stranger.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        for (var number = 0; number < 50; number++)
        {
            var header = new JsonObject { ["alg"] = "RS256", ["kid"] = $"made-up-{number}" };
            Assert.Equal(401, await AskAsync(IdentityHost.Sign(_host.Claims("ann", ["platform"]), header, Foreign)));
        }

        // Once, and again only after a while; a slow machine may take that long.
        Assert.InRange(_host.KeysRead, 1, 25);
    }

    [Fact]
    public async Task Whoever_audits_sees_who_it_was()
    {
        using var ann = ClientOf("ann@example.com", ["platform"]);
        var request = new TokenRequest { Name = "ci", Role = TokenRole.Member, Tenant = "blue" };

        var made = await ann.CreateTokenAsync(request);

        Assert.Equal(200, await AskAsync(made.Secret, "api/v1/jobs"));
        var prices = await ann.ApplyBillingAsync(new BillingRequest { Currency = "EUR" }, null);
        Assert.Equal("oidc:ann@example.com", prices.Author);
    }

    private static JsonObject With(JsonObject header, string name, JsonNode value)
    {
        header[name] = value;
        return header;
    }

    private static JsonObject JwkOf(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = System.Buffers.Text.Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = System.Buffers.Text.Base64Url.EncodeToString(parameters.Exponent),
        };
    }

    private HeadroomClient ClientOf(string subject, string[] roles, string? tenant = null) =>
        new(_pool.Address, _host.Sign(_host.Claims(subject, roles, tenant)));

    private async Task<int> AskAsync(string token, string path = "api/v1/tokens") =>
        (await _pool.SendAsync(HttpMethod.Get, path, token: $"Bearer {token}")).Status;

    private static async Task<int> StatusAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return 200;
        }
        catch (ApiException fault)
        {
            return fault.Problem!.Status;
        }
    }
}
