using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Headroom.Server.Access;

/// <summary>
/// Knows bearers by signed tokens of an identity provider (JSON Web Tokens, RFC 7519, as RFC 8725 asks for them to be
/// checked): signature by a key of the provider and with its algorithm, then issuer, audience and time. Thread-safe.
/// </summary>
internal sealed class IdentityTokens(IdentityOptions options, SigningKeys keys, TimeProvider time)
{
    /// <summary>How much the clocks of the provider and of the pool may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private const int LengthMax = 8 << 10;
    private const int NameLengthMax = 128;
    private const string SignInAnew = "sign in again, and send the new token";

    // Asymmetric alone: with a shared secret the public key itself could be taken for one.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    // An access token (RFC 9068), or one of before there were names for kinds.
    private static readonly string[] Types = ["", "jwt", "at+jwt", "application/at+jwt"];

    private static readonly TokenFault NotProved =
        TokenFault.Untrusted("The token is not signed by the identity provider of this pool", SignInAnew);

    private readonly JsonWebTokenHandler _reader = new() { MaximumTokenSizeInBytes = LengthMax };

    /// <summary>Whether a text may be one at all: three parts, of which the first is an object.</summary>
    public static bool IsPossible(string text) =>
        text.Length <= LengthMax && text.StartsWith("ey", StringComparison.Ordinal) && text.Count('.') == 2;

    /// <summary>Whose it is.</summary>
    public async Task<Recognition> FindAsync(string text)
    {
        if (Read(text) is not { } token || !Algorithms.Contains(token.Alg) || !Types.Contains(TypeOf(token)))
            return NotProved;
        if (await keys.FindAsync(token.Kid ?? "") is not { } known) return TokenFault.Unproved;

        var checkedToken = await _reader.ValidateTokenAsync(token, RulesOf(known));
        if (!checkedToken.IsValid) return FaultOf(checkedToken.Exception);

        return LifetimeFaultOf(token) ?? BearerOf(token);
    }

    private JsonWebToken? Read(string text)
    {
        try
        {
            return _reader.ReadJsonWebToken(text);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or JsonException)
        {
            return null;
        }
    }

    private static string TypeOf(JsonWebToken token) => (token.Typ ?? "").ToLowerInvariant();

    private TokenValidationParameters RulesOf(KnownKeys known) => new()
    {
        ValidAlgorithms = Algorithms,
        // A key that says for what algorithm it is signs with no other (RFC 7517, section 4.4).
        AlgorithmValidator = (algorithm, key, _, _) => Algorithms.Contains(algorithm)
            && key is JsonWebKey { Alg: var named } && (string.IsNullOrEmpty(named) || named == algorithm),
        IssuerSigningKeyResolver = (_, _, id, _) => known.Named(id ?? ""),
        TryAllIssuerSigningKeys = false,
        ValidIssuer = known.Issuer,
        ValidAudience = options.Audience,
        // By the clock of the pool, below.
        ValidateLifetime = false,
    };

    private static TokenFault FaultOf(Exception fault) => fault switch
    {
        SecurityTokenInvalidAudienceException =>
            TokenFault.Untrusted("The token is meant for another audience", "ask for one for this pool"),
        SecurityTokenInvalidIssuerException => TokenFault.Untrusted("The token is of another issuer", SignInAnew),
        _ => NotProved,
    };

    private TokenFault? LifetimeFaultOf(JsonWebToken token)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (token.ValidTo == DateTime.MinValue) return TokenFault.Untrusted("The token has no end", SignInAnew);
        if (token.ValidTo <= now - ClockSkew) return TokenFault.Untrusted("The token has expired", SignInAnew);

        return token.ValidFrom > now + ClockSkew
            ? TokenFault.Untrusted("The token is not valid yet", "wait, or set the clocks right")
            : null;
    }

    private Recognition BearerOf(JsonWebToken token)
    {
        using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        var (name, tenant) = (TextsOf(claims, options.NameClaim), TextsOf(claims, options.TenantClaim));
        if (name is not [{ Length: > 0 and <= NameLengthMax } subject] || subject.Any(char.IsControl))
            return TokenFault.Powerless($"The token has no name in its claim '{options.NameClaim}'");

        var roles = TextsOf(claims, options.RoleClaim)
            .Where(options.Roles.ContainsKey).Select(role => (Role)options.Roles[role]).ToList();
        if (roles.Count == 0)
            return TokenFault.Powerless($"The token gives no role in this pool in its claim '{options.RoleClaim}'");

        // No token of the pool has a name like this.
        var bearer = new Bearer($"oidc:{subject}", roles.Min(), "");
        if (bearer.Role <= Role.Operator) return bearer;

        return tenant is [{ Length: > 0 } one]
            ? bearer with { Tenant = one }
            : TokenFault.Powerless($"The token names no tenant, or several, in its claim '{options.TenantClaim}'");
    }

    private static List<string> TextsOf(JsonDocument claims, string path) =>
        Find(claims.RootElement, path) switch
        {
            { ValueKind: JsonValueKind.String } text => [text.GetString()!],
            { ValueKind: JsonValueKind.Array } list =>
            [
                .. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String)
                    .Select(item => item.GetString()!),
            ],
            _ => [],
        };

    // Names of claims may have dots in themselves, as addresses do: the whole name goes first.
    private static JsonElement? Find(JsonElement claims, string path)
    {
        if (claims.ValueKind != JsonValueKind.Object) return null;
        if (claims.TryGetProperty(path, out var found)) return found;

        return path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            && claims.TryGetProperty(path[..dot], out var inner)
                ? Find(inner, path[(dot + 1)..])
                : null;
    }
}
