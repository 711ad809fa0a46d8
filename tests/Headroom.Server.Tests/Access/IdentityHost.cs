using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headroom.Server.Tests.Access;

/// <summary>
/// A small identity provider over HTTP: discovery, keys, and tokens that it signs with the framework's own
/// cryptography, so that nothing of what is tested takes part in its tests.
/// </summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    public const string Audience = "headroom";

    private readonly WebApplication _web;
    private readonly List<(string Id, string Algorithm, AsymmetricAlgorithm Key)> _keys = [];
    private int _keysRead;

    private IdentityHost(WebApplication web) => _web = web;

    /// <summary>Its issuer.</summary>
    public Uri Authority => new(_web.Urls.First());

    /// <summary>How often somebody asked for its keys.</summary>
    public int KeysRead => _keysRead;

    /// <summary>Whether it answers as if it were broken.</summary>
    public bool IsBroken { get; set; }

    /// <summary>What it says that it is; itself where nothing else is said.</summary>
    public string? SaidIssuer { get; set; }

    /// <summary>Keys that it publishes beside its own.</summary>
    public List<JsonObject> MoreKeys { get; } = [];

    public static async Task<IdentityHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = new IdentityHost(builder.Build());
        host._web.MapGet("/.well-known/openid-configuration", () => host.IsBroken
            ? Results.StatusCode(500)
            : Results.Json(new
            {
                issuer = host.SaidIssuer ?? host.Authority.AbsoluteUri.TrimEnd('/'),
                jwks_uri = new Uri(host.Authority, "keys"),
            }));
        host._web.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref host._keysRead);
            return Results.Json(new { keys = host._keys.Select(JsonOf).Concat(host.MoreKeys) });
        });
        await host._web.StartAsync();
        host.Rotate("RS256");
        return host;
    }

    /// <summary>Signs with a new key from now on, and forgets those before.</summary>
    public void Rotate(string algorithm)
    {
        _keys.ForEach(key => key.Key.Dispose());
        _keys.Clear();
        _keys.Add(($"key-{Guid.NewGuid():N}", algorithm, algorithm switch
        {
            "ES256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            "ES384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            _ => RSA.Create(2048),
        }));
    }

    /// <summary>Its public key as a file would have it: no secret.</summary>
    public string PublicKeyPem => _keys[0].Key.ExportSubjectPublicKeyInfoPem();

    /// <summary>Claims of somebody, good for five minutes.</summary>
    public JsonObject Claims(string subject, string[] roles, string? tenant = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Authority.AbsoluteUri.TrimEnd('/'),
            ["aud"] = Audience,
            ["sub"] = subject,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["roles"] = new JsonArray([.. roles.Select(role => (JsonNode)role)]),
        };
        if (tenant is not null) claims["tenant"] = tenant;
        return claims;
    }

    /// <summary>A token as it signs them.</summary>
    public string Sign(JsonObject claims, JsonObject? header = null)
    {
        var (_, algorithm, key) = _keys[0];
        return Sign(claims, header ?? Header(algorithm), bytes => key switch
        {
            RSA rsa when algorithm.StartsWith("PS", StringComparison.Ordinal) =>
                rsa.SignData(bytes, HashOf(algorithm), RSASignaturePadding.Pss),
            RSA rsa => rsa.SignData(bytes, HashOf(algorithm), RSASignaturePadding.Pkcs1),
            ECDsa curve => curve.SignData(bytes, HashOf(algorithm)),
            _ => [],
        });
    }

    /// <summary>A header that names its key, with another algorithm.</summary>
    public JsonObject Header(string algorithm) =>
        new() { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = _keys[0].Id };

    /// <summary>A token as somebody else makes them.</summary>
    public static string Sign(JsonObject claims, JsonObject header, Func<byte[], byte[]> sign)
    {
        var text = $"{Encoded(header)}.{Encoded(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _keys.ForEach(key => key.Key.Dispose());
    }

    private static string Encoded(JsonObject part) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private static HashAlgorithmName HashOf(string algorithm) => new($"SHA{algorithm[2..]}");

    private static JsonObject JsonOf((string Id, string Algorithm, AsymmetricAlgorithm Key) one)
    {
        var json = new JsonObject { ["kid"] = one.Id, ["use"] = "sig", ["alg"] = one.Algorithm };
        if (one.Key is RSA rsa)
        {
            var key = rsa.ExportParameters(includePrivateParameters: false);
            (json["kty"], json["n"], json["e"]) =
                ("RSA", Base64Url.EncodeToString(key.Modulus), Base64Url.EncodeToString(key.Exponent));
        }
        else if (one.Key is ECDsa curve)
        {
            var key = curve.ExportParameters(includePrivateParameters: false);
            (json["kty"], json["crv"]) = ("EC", curve.KeySize == 256 ? "P-256" : "P-384");
            (json["x"], json["y"]) = (Base64Url.EncodeToString(key.Q.X), Base64Url.EncodeToString(key.Q.Y));
        }

        return json;
    }
}
