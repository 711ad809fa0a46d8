using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Headroom.Storage;
using Headroom.Storage.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Headroom.Server.Access;

/// <summary>
/// Knows bearers by the hashes of their tokens. A token that is wrong costs as much as one that is right: a hash and a
/// look into an index, which takes as long for any text.
/// </summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Store store,
    WrongTokens wrong)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "token";

    private const string Prefix = "Bearer ";

    private TimeSpan? _pause;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0 && Session.SecretOf(Request) is { } cookie) header = Prefix + cookie;
        if (header.Length == 0) return AuthenticateResult.NoResult();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return Unknown();

        var secret = header[Prefix.Length..].Trim();
        var now = TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        var bearer = await BearerOfAsync(store, secret, now, Context.RequestAborted);
        return bearer is null ? Unknown() : Known(bearer);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = _pause is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status429TooManyRequests;
        if (_pause is { } pause)
            Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        else
            Response.Headers.WWWAuthenticate = "Bearer";

        return Task.CompletedTask;
    }

    /// <summary>Whose secret it is; null when nobody's, or when its time is over.</summary>
    public static async Task<Bearer?> BearerOfAsync(
        Store store, string secret, long now, CancellationToken cancellation)
    {
        if (!TokenSecret.IsPossible(secret)) return null;

        var token = await store.Access.TokenAsync(TokenSecret.Hash(secret), cancellation);
        return token is not null && IsValid(token, now) && Enum.TryParse<Role>(token.Role, out var role)
            ? new Bearer(token.Name, role, token.Tenant) { Token = token.Id, Scopes = Scopes.Split(token.Scopes) }
            : null;
    }

    private static bool IsValid(Token token, long now) => token.Revoked is null && !(token.Expires <= now);

    private AuthenticateResult Known(Bearer bearer)
    {
        Context.Features.Set(bearer);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, bearer.Name)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    // Never says whether a token was once good.
    private AuthenticateResult Unknown()
    {
        var address = Context.Connection.RemoteIpAddress;
        _pause = wrong.Add(address, out var count);
        // The first, and then ever fewer: a log must not be filled by whoever guesses.
        if (int.IsPow2(count)) Logger.WrongToken(count, address?.ToString() ?? "");
        return AuthenticateResult.Fail("The token is not known or has ended.");
    }
}
