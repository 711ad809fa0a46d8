using CsCheck;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Deduplication;

public sealed class MinHashSignerTests
{
    // However many values a vector of this machine holds: signatures that are stored are compared with later ones.
    [Fact]
    public void A_signature_is_the_least_value_of_each_function_whatever_the_machine() =>
        Gen.Select(Gen.Int[1, 300], Gen.ULong.Array[0, 40]).Sample((hashes, shingles) =>
        {
            var signer = new MinHashSigner(hashes);
            var signature = new uint[signer.Length];
            signer.Sign(shingles, signature);

            for (var index = 0; index < signature.Length; index++)
            {
                var factor = (uint)ByteHash.Mix((ulong)index + 1) | 1;
                var term = (uint)ByteHash.Mix((ulong)index + 0x1_0000_0000);
                var least = shingles.Select(shingle => unchecked((uint)(shingle >> 32) * factor + term))
                    .DefaultIfEmpty(uint.MaxValue).Min();
                Assert.Equal(least, signature[index]);
            }
        }, iter: 300);
}
