using System.Security.Cryptography;
using Geralt;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;

namespace Headroom.Privacy.Tests.Sealing;

/// <summary>
/// The vectors of draft-connolly-cfrg-xwing-kem, appendix C, with public keys and ciphertexts by their SHA3-256. The
/// ciphertext of a vector is made by another program's ML-KEM, whose chance can be given.
/// </summary>
public sealed class HybridTests
{
    private const int KemKeyBytes = 1_184;

    [Theory]
    [InlineData(
        "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26",
        "3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e235b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2",
        "d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384",
        "5121745904643ad9dfacca7869292c19a8a69533b53e60666b7db910b4ad6367",
        "c0abd149f83f45324ac3a7ddc7606c71f257e5ea86113522834a0ee1bcb34e3e")]
    [InlineData(
        "badfd6dfaac359a5efbb7bcc4b59d538df9a04302e10c8bc1cbf1a0b3a5120ea",
        "17cda7cfad765f5623474d368ccca8af0007cd9f5e4c849f167a580b14aabdefaee7eef47cb0fca9767be1fda69419dfb927e9df07348b196691abaeb580b32d",
        "f2e86241c64d60f6649fbc6c5b7d17180b780a3f34355e64a85749949c45f150",
        "799b6016e5daa56ffa1b5e79f7caf73413ceecd6df428642404cac41ddee4853",
        "7680b7ba47ae09bac4b43001edcef9d98e50df20026e70ba6a424447e1f2b961")]
    [InlineData(
        "ef58538b8d23f87732ea63b02b4fa0f4873360e2841928cd60dd4cee8cc0d4c9",
        "22a96188d032675c8ac850933c7aff1533b94c834adbb69c6115bad4692d8619f90b0cdf8a7b9c264029ac185b70b83f2801f2f4b3f70c593ea3aeeb613a7f1b",
        "953f7f4e8c5b5049bdc771d1dffada0dd961477d1a2ae0988baa7ea6898d893f",
        "1ef0c99a06026450564957a5402a788feffbbefdcce55d25de254d0a49eb095a",
        "3088688d63201d5d844170b79f148b2791c15f346ff6f8bd559807fbd442f91f")]
    public void Keys_and_secrets_are_those_of_the_draft(
        string seed, string chance, string secret, string publicHash, string ciphertextHash)
    {
        var (publicKey, privateKey) = (new byte[XWing.PublicKeySize], new byte[XWing.PrivateKeySize]);
        XWing.GenerateKeyPair(publicKey, privateKey, Convert.FromHexString(seed));
        var ciphertext = Ciphertext(publicKey, Convert.FromHexString(chance));
        var shared = new byte[XWing.SharedSecretSize];
        XWing.Decapsulate(shared, ciphertext, privateKey);

        Assert.Equal(publicHash, Convert.ToHexStringLower(SHA3_256.HashData(publicKey)));
        Assert.Equal(ciphertextHash, Convert.ToHexStringLower(SHA3_256.HashData(ciphertext)));
        Assert.Equal(secret, Convert.ToHexStringLower(shared));
    }

    private static byte[] Ciphertext(byte[] publicKey, byte[] chance)
    {
        var kem = new MLKemEncapsulator(MLKemParameters.ml_kem_768);
        kem.Init(new ParametersWithRandom(
            MLKemPublicKeyParameters.FromEncoding(MLKemParameters.ml_kem_768, publicKey[..KemKeyBytes]),
            new GivenChance(chance[..32])));
        var (first, secret) = (new byte[kem.EncapsulationLength], new byte[kem.SecretLength]);
        kem.Encapsulate(first, 0, first.Length, secret, 0, secret.Length);
        var second = new byte[X25519.PublicKeySize];
        X25519.ComputePublicKey(second, chance.AsSpan(32));
        return [.. first, .. second];
    }

    private sealed class GivenChance(byte[] bytes) : Org.BouncyCastle.Security.SecureRandom
    {
        public override void NextBytes(byte[] buf) => bytes.CopyTo(buf, 0);

        public override void NextBytes(byte[] buf, int off, int len) => bytes.AsSpan(0, len).CopyTo(buf.AsSpan(off));

        public override void NextBytes(Span<byte> buffer) => bytes.AsSpan(0, buffer.Length).CopyTo(buffer);
    }
}
