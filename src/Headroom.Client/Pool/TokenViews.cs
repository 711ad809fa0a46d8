namespace Headroom.Client.Pool;

/// <summary>A token to be made.</summary>
public sealed record TokenRequest
{
    /// <summary>Its name, by which it is known in the audit.</summary>
    public required string Name { get; init; }

    /// <summary>What its bearer may do.</summary>
    public required TokenRole Role { get; init; }

    /// <summary>Tenant that it speaks for; empty for all, which only admins and operators may.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>When it ends, in Unix milliseconds; null for never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>What it is narrowed to within its role, such as <c>jobs:read</c>; empty for all of it.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}

/// <summary>A token as lists show it: never its secret or its hash. When it was last used is not kept.</summary>
public sealed record TokenView
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What its bearer may do.</summary>
    public required TokenRole Role { get; init; }

    /// <summary>Tenant that it speaks for; empty for all.</summary>
    public required string Tenant { get; init; }

    /// <summary>What it is narrowed to within its role; empty for all of it.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was made, in Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it ends, in Unix milliseconds; null for never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When it was revoked, in Unix milliseconds; null when it was not.</summary>
    public long? RevokedAt { get; init; }
}

/// <summary>What a bearer may do; each may do what those after it may.</summary>
public enum TokenRole
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

/// <summary>A token that was made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Secret">Shown this once: the server keeps a hash of it.</param>
public sealed record TokenMade(long Id, string Secret);
