using Headroom.Client.Pool;
using Headroom.Server.Access;
using Headroom.Server.Changes;
using Headroom.Server.Commands;
using Headroom.Server.Loop;
using Headroom.Storage;
using Headroom.Storage.Access;

namespace Headroom.Server.Api;

/// <summary>Tokens over HTTP.</summary>
internal static class TokenEndpoints
{
    private const int NameMax = 64;

    public static void Map(RouteGroupBuilder api)
    {
        var tokens = api.MapGroup("/tokens");
        tokens.MapPost("", CreateAsync).WithName("createToken").Produces<TokenMade>(StatusCodes.Status201Created)
            .WithSummary("Makes a token; shows its secret once.");
        tokens.MapGet("", ListAsync).WithName("listTokens").Produces<IReadOnlyList<TokenView>>()
            .WithSummary("The tokens, without their secrets.");
        tokens.MapDelete("/{id:long}", RevokeAsync).WithName("revokeToken").Produces<TokenView>()
            .WithSummary("Makes a token worthless, at once and for good.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, Store store)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.TenantAdmin);
        var tokens = await store.Access.TokensAsync(context.RequestAborted);
        return TypedResults.Ok(tokens.Where(token => bearer.Sees(token.Tenant)).Select(ViewOf).ToList());
    }

    private static async Task<IResult> RevokeAsync(
        HttpContext context, ControlLoop loop, Store store, StreamPlaces streams, long id)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.TenantAdmin);
        var revoked = await loop.DoAsync(turn => new TokenRevocation(store, bearer, id).Run(turn));
        streams.End(id);
        return TypedResults.Ok(ViewOf(revoked));
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, TokenRequest request, ControlLoop loop, Store store, TimeProvider time)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.TenantAdmin);
        Require(bearer, request, time.GetUtcNow().ToUnixTimeMilliseconds());
        var known = await store.Access.TokensAsync(context.RequestAborted);
        var secret = TokenSecret.Create();
        var id = await loop.DoAsync(turn =>
        {
            if (turn.State.Tree.IndexOf(request.Tenant) <= 0 && request.Tenant.Length > 0)
                throw Fault("tenant", $"There is no tenant '{request.Tenant}'", "see them with 'headroom queues'");

            turn.State.LastToken = Math.Max(turn.State.LastToken, known.Max(token => token.Id)) + 1;
            turn.Add(new Token(
                turn.State.LastToken, TokenSecret.Hash(secret), request.Name, Scopes.Joined(request.Scopes),
                ((Role)request.Role).ToString(), request.Tenant, turn.Now, request.ExpiresAt));
            turn.Add(new AuditEntry(turn.Now, bearer.Name, "token.create", request.Name));
            return turn.State.LastToken;
        });
        return TypedResults.Created($"/api/v1/tokens/{id}", new TokenMade(id, secret));
    }

    // Nobody gives away more than he has.
    private static void Require(Bearer bearer, TokenRequest request, long now)
    {
        if (request.Name.Length is 0 or > NameMax || !request.Name.All(IsSafe))
            throw Fault("name", "The name is no safe name", $"use up to {NameMax} letters, digits, '-', '_', '.' and '@'");

        var role = (Role)request.Role;
        var isWider = bearer.Tenant.Length > 0 && request.Tenant.Length == 0;
        if (role < bearer.Role || isWider || !bearer.Sees(request.Tenant) || !HasScopesOf(bearer, request))
            throw new Refusal(RefusalKind.Forbidden, "A token cannot say more than its maker's", "ask an admin for it");

        if (request.Tenant.Length == 0 && role > Role.Operator)
            throw Fault("tenant", $"A {role} belongs to a tenant", "name one");
        if (request.ExpiresAt <= now)
            throw Fault("expires_at", "The token would have ended already", "give a time to come, in Unix milliseconds");
        if (request.Scopes.Except(Scopes.All).Any())
            throw Fault("scopes", "There is no such scope", $"choose among {string.Join(", ", Scopes.All)}");
    }

    private static bool HasScopesOf(Bearer bearer, TokenRequest request) =>
        bearer.Scopes.Count == 0 || (request.Scopes.Count > 0 && request.Scopes.All(bearer.May));

    private static TokenView ViewOf(Token token) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Role = (TokenRole)TokenRevocation.RoleOf(token),
        Tenant = token.Tenant,
        Scopes = Scopes.Split(token.Scopes),
        CreatedAt = token.Created,
        ExpiresAt = token.Expires,
        RevokedAt = token.Revoked,
    };

    private static bool IsSafe(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@';

    private static Refusal Fault(string key, string sentence, string remedy) =>
        new(RefusalKind.Invalid, sentence, remedy) { Key = key };
}
