using System.Security.Cryptography;

namespace Headroom.Privacy.Keys;

/// <summary>Keys of the curves of NIST (FIPS 186-4, D.1.2): a private key is a number, a public one a point.</summary>
internal static class NistCurve
{
    // A point that is not compressed (SEC 1, section 2.3.3).
    private const byte Whole = 4;

    /// <summary>A private key of chance.</summary>
    public static byte[] NewPrivateKey(ECCurve curve)
    {
        using var key = ECDiffieHellman.Create(curve);
        return key.ExportParameters(includePrivateParameters: true).D!;
    }

    /// <summary>The public key, serialised.</summary>
    /// <exception cref="CryptographicException">The private key is none.</exception>
    public static byte[] PublicKeyOf(ECCurve curve, ReadOnlySpan<byte> privateKey)
    {
        using var key = Import(curve, privateKey);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [Whole, .. point.X!, .. point.Y!];
    }

    /// <summary>The secret that both sides come to (SP 800-56A, section 5.7.1.2).</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="size">Bytes of a coordinate.</param>
    /// <param name="privateKey">One's own key.</param>
    /// <param name="publicKey">The other side's, serialised.</param>
    /// <exception cref="CryptographicException">The public key is none.</exception>
    public static byte[] Agree(ECCurve curve, int size, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != 2 * size + 1 || publicKey[0] != Whole)
            throw new CryptographicException("a public key has a wrong form");

        using var own = Import(curve, privateKey);
        using var other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = curve,
            Q = new ECPoint { X = publicKey.Slice(1, size).ToArray(), Y = publicKey[(1 + size)..].ToArray() },
        });
        return own.DeriveRawSecretAgreement(other.PublicKey);
    }

    private static ECDiffieHellman Import(ECCurve curve, ReadOnlySpan<byte> privateKey) =>
        ECDiffieHellman.Create(new ECParameters { Curve = curve, D = privateKey.ToArray() });
}
