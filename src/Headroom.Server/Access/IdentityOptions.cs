using Headroom.Client.Pool;

namespace Headroom.Server.Access;

/// <summary>
/// The identity provider of an organisation, whose tokens are good here beside those of the pool (OpenID Connect).
/// </summary>
public sealed record IdentityOptions
{
    /// <summary>
    /// Its issuer, below which <c>/.well-known/openid-configuration</c> is found: https, or http on this machine.
    /// </summary>
    public required Uri Authority { get; init; }

    /// <summary>The name that this pool has there: a token for another audience is refused.</summary>
    public required string Audience { get; init; }

    /// <summary>
    /// Which values of the role claim give which role; the widest counts. A token without any gives none.
    /// </summary>
    public required IReadOnlyDictionary<string, TokenRole> Roles { get; init; }

    /// <summary>
    /// Claim with the roles or groups, a text or a list of texts. One inside of others is written with dots, such as
    /// <c>realm_access.roles</c>.
    /// </summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>
    /// Claim with the tenant, a text. Roles below <see cref="TokenRole.Operator"/> need it; those above are of the
    /// whole pool, and it is not read for them.
    /// </summary>
    public string TenantClaim { get; init; } = "tenant";

    /// <summary>Claim with the name by which a bearer stands in the audit: one that nobody else can take.</summary>
    public string NameClaim { get; init; } = "sub";

    /// <summary>Whether nobody on the way can have changed what comes from an address.</summary>
    public static bool IsTrusted(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
