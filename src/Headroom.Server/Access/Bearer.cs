namespace Headroom.Server.Access;

/// <summary>Whoever sent a request, as the token says.</summary>
/// <param name="Name">Name of the token.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Tenant">Whom it speaks for; empty for everyone.</param>
internal sealed record Bearer(string Name, Role Role, string Tenant)
{
    /// <summary>Id of its token; null where it has none that is kept here.</summary>
    public long? Token { get; init; }

    /// <summary>What it is narrowed to within its role; empty for all of it.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whose idempotency keys it uses: two that cannot see each other's jobs never meet in a key.</summary>
    public string Scope => $"{Tenant}/{Name}";

    /// <summary>Whether its scopes allow something.</summary>
    public bool May(string scope) => Scopes.Count == 0 || Scopes.Contains(scope, StringComparer.Ordinal);

    /// <summary>Whether it may see what belongs to any tenant.</summary>
    public bool SeesEveryone => Tenant.Length == 0;

    /// <summary>Whether it may see what belongs to a tenant.</summary>
    public bool Sees(string tenant) => SeesEveryone || Tenant == tenant;
}

/// <summary>What a bearer may do; each may do what those after it may. Stored by name: never rename.</summary>
internal enum Role
{
    /// <summary>Everything.</summary>
    Admin,

    /// <summary>Nodes and clusters, and everyone's jobs.</summary>
    Operator,

    /// <summary>The tokens and jobs of its tenant.</summary>
    TenantAdmin,

    /// <summary>Jobs of its tenant.</summary>
    Member,

    /// <summary>Looks only.</summary>
    Viewer,
}
