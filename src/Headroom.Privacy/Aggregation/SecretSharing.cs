using System.Security.Cryptography;

namespace Headroom.Privacy.Aggregation;

/// <summary>
/// Shamir's secret sharing (1979) byte by byte over the field of 256 elements of AES: any <c>threshold</c> shares give
/// the secret, fewer tell nothing.
/// </summary>
public static class SecretSharing
{
    /// <summary>Most shares of a secret.</summary>
    public const int SharesMax = 255;

    /// <summary>Shares of a secret, for the places 1 to <paramref name="shares"/>.</summary>
    public static IReadOnlyList<byte[]> Split(ReadOnlySpan<byte> secret, int shares, int threshold)
    {
        if (shares is < 1 or > SharesMax || threshold < 1 || threshold > shares)
            throw new ArgumentException($"a secret has 1 to {SharesMax} shares, and a threshold of at most that many");

        var split = new byte[shares][];
        for (var share = 0; share < shares; share++) split[share] = new byte[secret.Length];
        Span<byte> factors = stackalloc byte[threshold];
        for (var index = 0; index < secret.Length; index++)
        {
            RandomNumberGenerator.Fill(factors);
            factors[0] = secret[index];
            for (var share = 0; share < shares; share++)
            {
                byte value = 0;
                for (var power = threshold - 1; power >= 0; power--)
                    value = (byte)(Product(value, (byte)(share + 1)) ^ factors[power]);
                split[share][index] = value;
            }
        }

        CryptographicOperations.ZeroMemory(factors);
        return split;
    }

    /// <summary>
    /// The secret from shares by their places. With too few, or a false one, something else comes out.
    /// </summary>
    public static byte[] Join(IReadOnlyList<(int Place, byte[] Share)> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        var secret = new byte[shares[0].Share.Length];
        foreach (var (place, share) in shares)
        {
            // Lagrange's factor at zero: the product of x / (x - place), and subtraction is exclusive or.
            byte factor = 1;
            foreach (var (other, _) in shares)
            {
                if (other != place) factor = Product(factor, Product((byte)other, Inverse((byte)(other ^ place))));
            }

            for (var index = 0; index < secret.Length; index++) secret[index] ^= Product(share[index], factor);
        }

        return secret;
    }

    private static byte Inverse(byte value)
    {
        // value^254, since value^255 is 1.
        byte power = 1;
        for (var turn = 0; turn < 254; turn++) power = Product(power, value);
        return power;
    }

    private static byte Product(byte one, byte other)
    {
        var product = 0;
        for (int left = one, right = other; right != 0; right >>= 1)
        {
            if ((right & 1) != 0) product ^= left;
            left <<= 1;
            if ((left & 0x100) != 0) left ^= 0x11B;
        }

        return (byte)product;
    }
}
