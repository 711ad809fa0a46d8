namespace Headroom.Privacy.Operators;

/// <summary>What is done with a finding.</summary>
public abstract record MaskAction
{
    /// <summary>Whether it needs a key.</summary>
    public virtual bool NeedsKey => false;

    /// <summary>Whether what it writes looks like what it replaces, so that it is found again by design.</summary>
    public virtual bool KeepsFormat => false;
}

/// <summary>Leaves the value.</summary>
public sealed record Keep : MaskAction
{
    /// <inheritdoc/>
    public override bool KeepsFormat => true;
}

/// <summary>Takes out the value and leaves nothing.</summary>
public sealed record Redact : MaskAction;

/// <summary>Empties the whole field that holds the value.</summary>
public sealed record Drop : MaskAction;

/// <summary>Puts a text in the place of the value.</summary>
/// <param name="Text">The text; null for the entity's name in angle brackets.</param>
public sealed record Replace(string? Text = null) : MaskAction;

/// <summary>Covers characters of the value.</summary>
/// <param name="Mask">Which ones.</param>
public sealed record Cover(CharacterMask Mask) : MaskAction;

/// <summary>Hashes under a key.</summary>
public enum KeyedHash
{
    /// <summary>HMAC-SHA-256 (RFC 2104, FIPS 180-4).</summary>
    Sha256,

    /// <summary>HMAC-SM3 (RFC 2104, GB/T 32905-2016).</summary>
    Sm3,
}

/// <summary>Puts the entity's name and a keyed hash in the place of the value.</summary>
/// <param name="Hash">Which hash.</param>
public sealed record Pseudonymise(KeyedHash Hash = KeyedHash.Sha256) : MaskAction
{
    /// <inheritdoc/>
    public override bool NeedsKey => true;
}

/// <summary>
/// Puts a token in the place of the value, the same one for the same value, and keeps in the token map of the run what
/// it stands for.
/// </summary>
public sealed record Tokenise : MaskAction
{
    /// <inheritdoc/>
    public override bool NeedsKey => true;
}

/// <summary>
/// Puts a made-up value of the same kind in the place of the value, the same one for the same value: a name, an
/// address, a number by FF1; pseudonymises what has no kind of its own.
/// </summary>
/// <param name="IsRandom">
/// Whether it follows from a key that is drawn for the run and forgotten, so that nobody can derive it from the value
/// later (45 CFR 164.514(c)); else from the key of the project.
/// </param>
public sealed record Surrogate(bool IsRandom = false) : MaskAction
{
    /// <inheritdoc/>
    public override bool NeedsKey => !IsRandom;

    /// <inheritdoc/>
    public override bool KeepsFormat => true;
}

/// <summary>Ciphers with blocks of 16 bytes.</summary>
public enum BlockCipher
{
    /// <summary>AES (FIPS 197).</summary>
    Aes,

    /// <summary>SM4 (GB/T 32907-2016).</summary>
    Sm4,
}

/// <summary>
/// Encrypts the digits by FF1 and makes the check digit anew; pseudonymises what has too few of them, or letters.
/// </summary>
/// <param name="Cipher">The cipher under FF1.</param>
public sealed record EncryptFormat(BlockCipher Cipher = BlockCipher.Aes) : MaskAction
{
    /// <inheritdoc/>
    public override bool NeedsKey => true;

    /// <inheritdoc/>
    public override bool KeepsFormat => true;
}

/// <summary>Moves all dates by the same number of days, which follows from the key.</summary>
/// <param name="DaysMax">Most days either way, at least 1.</param>
public sealed record ShiftDate(int DaysMax) : MaskAction
{
    /// <inheritdoc/>
    public override bool NeedsKey => true;

    /// <inheritdoc/>
    public override bool KeepsFormat => true;
}

/// <summary>
/// Leaves of a date its year, of a postcode its first three digits, of a place its province or state.
/// </summary>
public sealed record Generalise : MaskAction
{
    /// <inheritdoc/>
    public override bool KeepsFormat => true;
}
