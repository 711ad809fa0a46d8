using Headroom.Client.Pool;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Storage;
using Headroom.Storage.Access;

namespace Headroom.Server.Api;

/// <summary>Tokens over HTTP.</summary>
internal static class TokenEndpoints
{
    private const int NameMax = 64;

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/tokens", CreateAsync).WithName("createToken").WithSummary("Makes a token; shows its secret once.");

    private static async Task<IResult> CreateAsync(
        HttpContext context, TokenRequest request, ControlLoop loop, Store store)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.TenantAdmin);
        Require(bearer, request);
        var known = await store.Access.TokensAsync(context.RequestAborted);
        var secret = TokenSecret.Create();
        var id = await loop.DoAsync(turn =>
        {
            if (turn.State.Tree.IndexOf(request.Tenant) <= 0 && request.Tenant.Length > 0)
                throw Fault("tenant", $"There is no tenant '{request.Tenant}'", "see them with 'headroom queues'");

            turn.State.LastToken = Math.Max(turn.State.LastToken, known.Max(token => token.Id)) + 1;
            turn.Add(new Token(
                turn.State.LastToken, TokenSecret.Hash(secret), request.Name, "", ((Role)request.Role).ToString(),
                request.Tenant, turn.Now, request.ExpiresAt));
            turn.Add(new AuditEntry(turn.Now, bearer.Name, "token.create", request.Name));
            return turn.State.LastToken;
        });
        return TypedResults.Created($"/api/v1/tokens/{id}", new TokenMade(id, secret));
    }

    // Nobody gives away more than he has.
    private static void Require(Bearer bearer, TokenRequest request)
    {
        if (request.Name.Length is 0 or > NameMax || !request.Name.All(IsSafe))
            throw Fault("name", "The name is no safe name", $"use up to {NameMax} letters, digits, '-', '_', '.' and '@'");

        var role = (Role)request.Role;
        var isWider = bearer.Tenant.Length > 0 && request.Tenant.Length == 0;
        if (role < bearer.Role || isWider || !bearer.Sees(request.Tenant))
            throw new Refusal(RefusalKind.Forbidden, "A token cannot say more than its maker's", "ask an admin for it");

        if (request.Tenant.Length == 0 && role > Role.Operator)
            throw Fault("tenant", $"A {role} belongs to a tenant", "name one");
    }

    private static bool IsSafe(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@';

    private static Refusal Fault(string key, string sentence, string remedy) =>
        new(RefusalKind.Invalid, sentence, remedy) { Key = key };
}
