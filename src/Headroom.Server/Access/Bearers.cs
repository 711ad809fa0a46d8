using Headroom.Storage.Access;

namespace Headroom.Server.Access;

/// <summary>
/// Knows bearers by what they send: a token of the pool by its hash, and one of the identity provider, where there is
/// one, by its signature.
/// </summary>
/// <param name="tokens">Tokens of the pool.</param>
/// <param name="identity">Knows those of the identity provider; null where there is none.</param>
/// <param name="time">The clock.</param>
internal sealed class Bearers(KnownTokens tokens, IdentityTokens? identity, TimeProvider time)
{
    /// <summary>Whose a token is.</summary>
    public async Task<Recognition> FindAsync(string secret, CancellationToken cancellation)
    {
        if (identity is not null && IdentityTokens.IsPossible(secret)) return await identity.FindAsync(secret);

        return await OfPoolAsync(secret, cancellation) is { } bearer ? bearer : Recognition.Unknown;
    }

    // Looked for by its hash: how long that takes says nothing of how near a guess is.
    private async Task<Bearer?> OfPoolAsync(string secret, CancellationToken cancellation)
    {
        if (!TokenSecret.IsPossible(secret)) return null;

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var token = await tokens.FindAsync(TokenSecret.Hash(secret), cancellation);
        return token is not null && IsValid(token, now) && Enum.TryParse<Role>(token.Role, out var role)
            ? new Bearer(token.Name, role, token.Tenant) { Token = token.Id, Scopes = Scopes.Split(token.Scopes) }
            : null;
    }

    private static bool IsValid(Token token, long now) => token.Revoked is null && !(token.Expires <= now);
}
