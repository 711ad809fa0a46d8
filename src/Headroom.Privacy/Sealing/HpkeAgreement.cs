using System.Security.Cryptography;
using Geralt;
using Headroom.Privacy.Keys;

namespace Headroom.Privacy.Sealing;

/// <summary>Diffie-Hellman of a key encapsulation: X25519 (RFC 7748) or a curve of NIST (SP 800-56A).</summary>
internal static class HpkeAgreement
{
    /// <summary>A private key of chance.</summary>
    public static byte[] NewPrivateKey(HpkeKem kem)
    {
        if (kem == HpkeKem.X25519) return RandomNumberGenerator.GetBytes(X25519.PrivateKeySize);

        return NistCurve.NewPrivateKey(Curve(kem));
    }

    /// <summary>The public key, serialised.</summary>
    public static byte[] PublicKeyOf(HpkeKem kem, ReadOnlySpan<byte> privateKey)
    {
        if (kem == HpkeKem.X25519)
        {
            var publicKey = new byte[X25519.PublicKeySize];
            X25519.ComputePublicKey(publicKey, privateKey);
            return publicKey;
        }

        return NistCurve.PublicKeyOf(Curve(kem), privateKey);
    }

    /// <summary>The secret that both sides come to.</summary>
    /// <exception cref="CryptographicException">The public key is none.</exception>
    public static byte[] Agree(HpkeKem kem, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey)
    {
        if (kem == HpkeKem.X25519)
        {
            if (publicKey.Length != X25519.PublicKeySize) throw new CryptographicException("a public key has a wrong length");

            var secret = new byte[X25519.SharedSecretSize];
            X25519.ComputeSharedSecret(secret, privateKey, publicKey);
            return secret;
        }

        return NistCurve.Agree(Curve(kem), kem == HpkeKem.P521 ? 66 : 32, privateKey, publicKey);
    }

    private static ECCurve Curve(HpkeKem kem) =>
        kem == HpkeKem.P521 ? ECCurve.NamedCurves.nistP521 : ECCurve.NamedCurves.nistP256;
}
