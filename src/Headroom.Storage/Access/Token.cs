namespace Headroom.Storage.Access;

/// <summary>A token, known by its hash alone: who reads the database cannot use it.</summary>
/// <param name="Id">At least 1, given out once.</param>
/// <param name="Hash">Hash of the secret, such as SHA-256; unique.</param>
/// <param name="Name">Name that its owner gave it.</param>
/// <param name="Scopes">What it may do, separated by spaces.</param>
/// <param name="Role">Role of its bearer.</param>
/// <param name="Tenant">Tenant that it speaks for; empty for all.</param>
/// <param name="Created">When it was made, in milliseconds.</param>
/// <param name="Expires">When it ends, in milliseconds; null for never.</param>
/// <param name="Revoked">When it was revoked, in milliseconds; null when it was not.</param>
public sealed record Token(
    long Id,
    byte[] Hash,
    string Name,
    string Scopes,
    string Role,
    string Tenant,
    long Created,
    long? Expires = null,
    long? Revoked = null);
