using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Headroom.Privacy.Sealing;

/// <summary>Key encapsulation of RFC 9180, section 7.1, by its number.</summary>
public enum HpkeKem
{
    /// <summary>P-256 with HKDF-SHA-256.</summary>
    P256 = 0x0010,

    /// <summary>P-521 with HKDF-SHA-512.</summary>
    P521 = 0x0012,

    /// <summary>X25519 with HKDF-SHA-256.</summary>
    X25519 = 0x0020,
}

/// <summary>Authenticated encryption of RFC 9180, section 7.3, by its number.</summary>
public enum HpkeAead
{
    /// <summary>AES-128-GCM.</summary>
    Aes128 = 1,

    /// <summary>AES-256-GCM.</summary>
    Aes256 = 2,

    /// <summary>ChaCha20-Poly1305.</summary>
    ChaCha = 3,

    /// <summary>None: secrets are exported only.</summary>
    ExportOnly = 0xFFFF,
}

/// <summary>Algorithms that work together.</summary>
/// <param name="Kem">Key encapsulation.</param>
/// <param name="IsLong">Whether keys are derived by HKDF-SHA-512 instead of HKDF-SHA-256.</param>
/// <param name="Aead">Encryption.</param>
public sealed record HpkeSuite(HpkeKem Kem, bool IsLong, HpkeAead Aead)
{
    /// <summary>What this program seals with.</summary>
    public static HpkeSuite Default { get; } = new(HpkeKem.X25519, IsLong: false, HpkeAead.Aes256);

    /// <summary>The same over P-256, for those who may use curves of NIST alone.</summary>
    public static HpkeSuite P256 { get; } = new(HpkeKem.P256, IsLong: false, HpkeAead.Aes256);

    internal int KeyBytes => Aead == HpkeAead.Aes128 ? 16 : 32;

    internal byte[] Id()
    {
        var id = new byte[10];
        "HPKE"u8.CopyTo(id);
        BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(4), (ushort)Kem);
        BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(6), (ushort)(IsLong ? 3 : 1));
        BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(8), (ushort)Aead);
        return id;
    }

    internal static LabeledHash KemHash(HpkeKem kem)
    {
        var id = new byte[5];
        "KEM"u8.CopyTo(id);
        BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(3), (ushort)kem);
        return new LabeledHash(kem == HpkeKem.P521 ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256, id);
    }

    internal LabeledHash Hash() => new(IsLong ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256, Id());
}

/// <summary>LabeledExtract and LabeledExpand of RFC 9180, section 4.</summary>
internal sealed record LabeledHash(HashAlgorithmName Name, byte[] SuiteId)
{
    public byte[] Extract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> material) =>
        HKDF.Extract(Name, [.. "HPKE-v1"u8, .. SuiteId, .. label, .. material], salt.ToArray());

    public byte[] Expand(byte[] secret, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, int length)
    {
        Span<byte> size = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)length);
        return HKDF.Expand(Name, secret, length, [.. size, .. "HPKE-v1"u8, .. SuiteId, .. label, .. info]);
    }
}
