using System.Security.Cryptography;
using Geralt;

namespace Headroom.Privacy.Sealing;

/// <summary>Diffie-Hellman of a key encapsulation: X25519 (RFC 7748) or a curve of NIST (SP 800-56A).</summary>
internal static class HpkeAgreement
{
    /// <summary>A private key of chance.</summary>
    public static byte[] NewPrivateKey(HpkeKem kem)
    {
        if (kem == HpkeKem.X25519) return RandomNumberGenerator.GetBytes(X25519.PrivateKeySize);

        using var key = ECDiffieHellman.Create(Curve(kem));
        return key.ExportParameters(includePrivateParameters: true).D!;
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

        using var key = Import(kem, privateKey);
        return Serialised(key.ExportParameters(includePrivateParameters: false));
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

        var size = Size(kem);
        if (publicKey.Length != 2 * size + 1 || publicKey[0] != 4) throw new CryptographicException("a public key has a wrong form");

        using var own = Import(kem, privateKey);
        using var other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = Curve(kem),
            Q = new ECPoint { X = publicKey.Slice(1, size).ToArray(), Y = publicKey[(1 + size)..].ToArray() },
        });
        return own.DeriveRawSecretAgreement(other.PublicKey);
    }

    private static ECDiffieHellman Import(HpkeKem kem, ReadOnlySpan<byte> privateKey) =>
        ECDiffieHellman.Create(new ECParameters { Curve = Curve(kem), D = privateKey.ToArray() });

    private static byte[] Serialised(ECParameters parameters) => [4, .. parameters.Q.X!, .. parameters.Q.Y!];

    private static ECCurve Curve(HpkeKem kem) =>
        kem == HpkeKem.P521 ? ECCurve.NamedCurves.nistP521 : ECCurve.NamedCurves.nistP256;

    private static int Size(HpkeKem kem) => kem == HpkeKem.P521 ? 66 : 32;
}
