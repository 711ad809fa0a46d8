using System.Security.Cryptography;
using Geralt;

namespace Headroom.Privacy.Keys;

/// <summary>A key with its secret. Dispose of it as soon as it is not needed: the secret is wiped then.</summary>
public sealed class KeyPair : IDisposable
{
    private const int SecretBytes = 32;

    private readonly byte[] _secret;

    private KeyPair(KeyKind kind, byte[] secret)
    {
        (Kind, _secret) = (kind, secret);
        Public = new PublicKey(kind, PublicOf(kind, secret));
    }

    /// <summary>What it is for.</summary>
    public KeyKind Kind { get; }

    /// <summary>What others may know of it; of a key for masks, a derived value that tells nothing.</summary>
    public PublicKey Public { get; }

    /// <summary>The secret: 32 bytes from which all else follows.</summary>
    internal ReadOnlySpan<byte> Secret => _secret;

    /// <summary>A new key from the system's source of chance.</summary>
    public static KeyPair New(KeyKind kind) => new(kind, kind == KeyKind.SealP256
        ? NistCurve.NewPrivateKey(ECCurve.NamedCurves.nistP256)
        : RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>A key from its secret of 32 bytes.</summary>
    /// <exception cref="KeyException">Another length.</exception>
    public static KeyPair Of(KeyKind kind, ReadOnlySpan<byte> secret) => secret.Length == SecretBytes
        ? new(kind, secret.ToArray())
        : throw new KeyException($"a secret has {SecretBytes} bytes");

    /// <summary>The key as one for masks.</summary>
    /// <exception cref="KeyException">It is for something else.</exception>
    public Operators.MaskKey AsMaskKey() => Kind == KeyKind.Mask
        ? new(_secret)
        : throw new KeyException("this key is not for masks; make one with 'headroom key new --kind mask'.");

    /// <summary>Signs a message by Ed25519.</summary>
    /// <exception cref="KeyException">The key is for something else.</exception>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        if (Kind != KeyKind.Sign) throw new KeyException("this key does not sign; make one with 'headroom key new --kind sign'.");

        Span<byte> publicKey = stackalloc byte[Ed25519.PublicKeySize];
        Span<byte> privateKey = stackalloc byte[Ed25519.PrivateKeySize];
        Ed25519.GenerateKeyPair(publicKey, privateKey, _secret);
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(signature, message, privateKey);
        CryptographicOperations.ZeroMemory(privateKey);
        return signature;
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_secret);

    private static byte[] PublicOf(KeyKind kind, byte[] secret)
    {
        switch (kind)
        {
            case KeyKind.Seal:
                var agreement = new byte[X25519.PublicKeySize];
                X25519.ComputePublicKey(agreement, secret);
                return agreement;
            case KeyKind.SealHybrid:
                var hybrid = new byte[XWing.PublicKeySize];
                Span<byte> opener = stackalloc byte[XWing.PrivateKeySize];
                XWing.GenerateKeyPair(hybrid, opener, secret);
                return hybrid;
            case KeyKind.SealP256:
                return NistCurve.PublicKeyOf(ECCurve.NamedCurves.nistP256, secret);
            case KeyKind.Sign:
                var verifier = new byte[Ed25519.PublicKeySize];
                Span<byte> signer = stackalloc byte[Ed25519.PrivateKeySize];
                Ed25519.GenerateKeyPair(verifier, signer, secret);
                CryptographicOperations.ZeroMemory(signer);
                return verifier;
            default:
                return HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, SecretBytes, info: "headroom public id"u8.ToArray());
        }
    }
}
