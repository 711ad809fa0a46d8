using System.Security.Cryptography;

namespace Headroom.Privacy.Rules;

/// <summary>Addresses of crypto currencies, by their check bytes.</summary>
internal static class CryptoAddresses
{
    private const int BytesOfAddress = 25;

    private static ReadOnlySpan<byte> Base58Alphabet => "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"u8;

    private static ReadOnlySpan<byte> Bech32Alphabet => "qpzry9x8gf2tvdw0s3jn54khce6mua7l"u8;

    /// <summary>Base58Check: 21 bytes and the first four of their double SHA-256.</summary>
    public static bool Base58(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        Span<byte> bytes = stackalloc byte[BytesOfAddress];
        bytes.Clear();
        foreach (var character in text[start..end])
        {
            var carry = Base58Alphabet.IndexOf(character);
            if (carry < 0) return false;
            for (var index = BytesOfAddress - 1; index >= 0; index--)
            {
                carry += bytes[index] * 58;
                bytes[index] = (byte)carry;
                carry >>= 8;
            }

            if (carry != 0) return false;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..21], hash);
        SHA256.HashData(hash, hash);
        return hash[..4].SequenceEqual(bytes[21..]);
    }

    /// <summary>BIP 173 and BIP 350: the polynomial's rest is 1 or that of Bech32m.</summary>
    public static bool Bech32(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        if (end - start is < 14 or > 90) return false;

        var rest = 1u;
        foreach (var character in "bc"u8) rest = Step(rest) ^ (uint)(character >> 5);
        rest = Step(rest);
        foreach (var character in "bc"u8) rest = Step(rest) ^ (uint)(character & 31);
        foreach (var character in text[(start + 3)..end])
        {
            var value = Bech32Alphabet.IndexOf(character);
            if (value < 0) return false;
            rest = Step(rest) ^ (uint)value;
        }

        return rest is 1 or 0x2BC8_30A3;
    }

    private static uint Step(uint rest)
    {
        var top = rest >> 25;
        rest = (rest & 0x1FF_FFFF) << 5;
        if ((top & 1) != 0) rest ^= 0x3B6A_57B2;
        if ((top & 2) != 0) rest ^= 0x2650_8E6D;
        if ((top & 4) != 0) rest ^= 0x1EA1_19FA;
        if ((top & 8) != 0) rest ^= 0x3D42_33DD;
        if ((top & 16) != 0) rest ^= 0x2A14_62B3;
        return rest;
    }
}
