namespace Headroom.Privacy.Keys;

/// <summary>What a key is for.</summary>
public enum KeyKind
{
    /// <summary>Pseudonyms, formats and dates of a masking project: 32 secret bytes, no public part.</summary>
    Mask,

    /// <summary>Opens what was sealed for it, by X25519 (RFC 7748).</summary>
    Seal,

    /// <summary>
    /// The same by X-Wing, X25519 and ML-KEM-768 together, for what must stay closed to later computers too.
    /// </summary>
    SealHybrid,

    /// <summary>Opens what was sealed for it, by the curve P-256 of NIST.</summary>
    SealP256,

    /// <summary>Signs reports, grants and ledgers by Ed25519 (RFC 8032).</summary>
    Sign,
}
