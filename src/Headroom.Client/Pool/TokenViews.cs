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
