using System.Security.Cryptography;

namespace Headroom.Privacy.Operators;

/// <summary>
/// The secret of a masking project: what has the same value has the same pseudonym wherever it is used, and nowhere
/// else.
/// </summary>
public sealed class MaskKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Bytes = 32;

    private readonly byte[] _secret;

    /// <summary>A key of 32 bytes, which is copied.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public MaskKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Bytes) throw new ArgumentException($"a key has {Bytes} bytes", nameof(secret));
        _secret = secret.ToArray();
    }

    /// <summary>Tells keys apart without telling them: the first 16 hexadecimal digits of a derived value.</summary>
    public string Id => Convert.ToHexStringLower(Derived("headroom mask key id"u8))[..16];

    /// <summary>A key for one use: HKDF-SHA-256 (RFC 5869) with <paramref name="purpose"/> as its context.</summary>
    internal byte[] Derived(ReadOnlySpan<byte> purpose)
    {
        var derived = new byte[Bytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, derived, default, purpose);
        return derived;
    }
}
