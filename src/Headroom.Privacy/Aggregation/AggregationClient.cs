using System.Security.Cryptography;
using Geralt;

namespace Headroom.Privacy.Aggregation;

/// <summary>
/// A client of a secure aggregation (Bonawitz et al., CCS 2017). What it sends is masked with a seed of its own and
/// one for each neighbour; the latter cancel in the sum. Shares of both let neighbours mend the sum when somebody
/// leaves.
/// </summary>
public sealed class AggregationClient
{
    private const int SeedBytes = 32;

    private readonly AggregationPlan _plan;
    private readonly byte[] _private = RandomNumberGenerator.GetBytes(X25519.PrivateKeySize);
    private readonly byte[] _self = RandomNumberGenerator.GetBytes(SeedBytes);

    /// <summary>Client <paramref name="number"/> of a plan.</summary>
    public AggregationClient(AggregationPlan plan, int number)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Demand();
        (_plan, Number) = (plan, number);
        PublicKey = new byte[X25519.PublicKeySize];
        X25519.ComputePublicKey(PublicKey, _private);
    }

    /// <summary>Number in the plan, from 0.</summary>
    public int Number { get; }

    /// <summary>What its neighbours need of it.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Shares of its private key and of its own seed for its neighbours, in their order.</summary>
    public (IReadOnlyList<byte[]> OfKey, IReadOnlyList<byte[]> OfSelf) Shares()
    {
        var count = _plan.NeighboursOf(Number).Count;
        return (
            SecretSharing.Split(_private, count, _plan.Threshold), SecretSharing.Split(_self, count, _plan.Threshold));
    }

    /// <summary>The values, masked: nobody can tell them from random numbers.</summary>
    /// <param name="values">Values within the clipping range.</param>
    /// <param name="publicKeys">Public keys of all clients, by number.</param>
    /// <exception cref="AggregationException">A value lies outside the clipping range.</exception>
    public uint[] Mask(ReadOnlySpan<double> values, IReadOnlyList<byte[]> publicKeys)
    {
        var masked = new uint[values.Length];
        for (var index = 0; index < values.Length; index++) masked[index] = _plan.Encode(values[index]);

        MaskStream.Apply(masked, _self, isAdded: true);
        foreach (var other in _plan.NeighboursOf(Number))
            MaskStream.Apply(masked, PairSeed(_private, publicKeys[other]), isAdded: Number < other);

        return masked;
    }

    /// <summary>The seed that two neighbours have in common, all 256 bits of it.</summary>
    internal static byte[] PairSeed(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey)
    {
        Span<byte> shared = stackalloc byte[X25519.SharedSecretSize];
        X25519.ComputeSharedSecret(shared, privateKey, publicKey);
        var seed = new byte[SeedBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, seed, default, "headroom aggregation pair"u8);
        return seed;
    }
}
