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
    public void A_short_key_is_refused() => Assert.Throws<ArgumentException>(() => new Pseudonym(new byte[15]));
}
