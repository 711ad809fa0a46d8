using System.Security.Cryptography;
using CsCheck;
using Headroom.Privacy.Operators;

namespace Headroom.Privacy.Tests.Operators;

public sealed class PseudonymTests
{
    [Fact]
    public void A_pseudonym_is_the_keyed_hash_of_the_framework() =>
        Gen.Select(Gen.Byte.Array[16, 100], Gen.Byte.Array[0, 200]).Sample((key, value) =>
        {
            Span<byte> pseudonym = stackalloc byte[SHA256.HashSizeInBytes];
            new Pseudonym(key).Write(value, pseudonym);
            Assert.Equal(HMACSHA256.HashData(key, value), pseudonym.ToArray());
        });

    [Fact]
    public void Eight_values_at_once_have_the_pseudonyms_that_they_have_one_by_one() =>
        Gen.Select(Gen.Byte.Array[16, 64], Gen.Int[0, 55].SelectMany(length => Gen.Byte.Array[8 * length]))
            .Sample((key, values) =>
        {
            var pseudonyms = new byte[8 * SHA256.HashSizeInBytes];
            new Pseudonym(key).WriteEight(values, pseudonyms);
            for (var lane = 0; lane < 8; lane++)
            {
                var value = values.AsSpan(lane * values.Length / 8, values.Length / 8);
                Assert.Equal(HMACSHA256.HashData(key, value), pseudonyms.AsSpan(lane * 32, 32).ToArray());
            }
        });

    [Fact]
    public void A_short_key_is_refused() => Assert.Throws<ArgumentException>(() => new Pseudonym(new byte[15]));

    // GM/T 0042-2015, appendix D.3.
    [Fact]
    public void Sm3_is_that_of_the_standard()
    {
        var key = Enumerable.Range(1, 32).Select(value => (byte)value).ToArray();
        var text = string.Concat(Enumerable.Repeat("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 2));
        var code = new byte[Sm3Pseudonym.Bytes];
        new Sm3Pseudonym(key).Write(System.Text.Encoding.ASCII.GetBytes(text), code);

        Assert.Equal("ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a", Convert.ToHexStringLower(code));
    }
}
