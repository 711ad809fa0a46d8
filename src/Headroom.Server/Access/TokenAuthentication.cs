using System.Security.Claims;
using System.Text.Encodings.Web;
using Headroom.Storage;
using Headroom.Storage.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Headroom.Server.Access;

/// <summary>Knows bearers by the hashes of their tokens.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Store store)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "token";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0) return AuthenticateResult.NoResult();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return Unknown();

        var secret = header[Prefix.Length..].Trim();
        if (!TokenSecret.IsPossible(secret)) return Unknown();

        var token = await store.Access.TokenAsync(TokenSecret.Hash(secret), Context.RequestAborted);
        return token is not null && IsValid(token) && Enum.TryParse<Role>(token.Role, out var role)
            ? Known(new Bearer(token.Name, role, token.Tenant) { Token = token.Id })
            : Unknown();
    }

    private bool IsValid(Token token) =>
        token.Revoked is null && !(token.Expires <= TimeProvider.GetUtcNow().ToUnixTimeMilliseconds());

    private AuthenticateResult Known(Bearer bearer)
    {
        Context.Features.Set(bearer);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, bearer.Name)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    // Never says whether a token was once good.
    private static AuthenticateResult Unknown() => AuthenticateResult.Fail("The token is not known or has ended.");
}
