using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Headroom.Server.Access;

/// <summary>Asks who sent a request, and counts those who send what nobody has.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Bearers bearers,
    WrongTokens wrong)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "token";

    private const string Prefix = "Bearer ";

    private TimeSpan? _pause;
    private TokenFault? _fault;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0 && Session.SecretOf(Request) is { } cookie) header = Prefix + cookie;
        if (header.Length == 0) return AuthenticateResult.NoResult();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return Unknown();

        var (bearer, fault) = await bearers.FindAsync(header[Prefix.Length..].Trim(), Context.RequestAborted);
        if (bearer is not null) return Known(bearer);

        _fault = fault;
        return fault is null or { Status: StatusCodes.Status401Unauthorized }
            ? Unknown()
            : AuthenticateResult.Fail(fault.Title);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_pause is { } pause)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        }

        Response.StatusCode = _fault?.Status ?? StatusCodes.Status401Unauthorized;
        if (_fault is not null) Context.Features.Set(_fault);
        if (Response.StatusCode == StatusCodes.Status401Unauthorized)
            Response.Headers.WWWAuthenticate = _fault is null ? "Bearer" : "Bearer error=\"invalid_token\"";

        return Task.CompletedTask;
    }

    private AuthenticateResult Known(Bearer bearer)
    {
        Context.Features.Set(bearer);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, bearer.Name)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    // Never says whether a token of the pool was once good.
    private AuthenticateResult Unknown()
    {
        var address = Context.Connection.RemoteIpAddress;
        _pause = wrong.Add(address, out var count);
        // The first, and then ever fewer: a log must not be filled by whoever guesses.
        if (int.IsPow2(count)) Logger.WrongToken(count, address?.ToString() ?? "");
        return AuthenticateResult.Fail("The token is not known or has ended.");
    }
}
