namespace Headroom.Privacy.Aggregation;

/// <summary>
/// The side that adds up. Of a client that stayed it may join the own seed, of one that left the private key, and never
/// both: whoever has both can unmask the client's values.
/// </summary>
public sealed class AggregationSum
{
    private readonly AggregationPlan _plan;
    private readonly IReadOnlyList<byte[]> _publicKeys;
    private readonly HashSet<int> _stayed = [];
    private readonly HashSet<int> _mended = [];
    private readonly uint[] _sum;

    /// <summary>A sum over vectors of some length.</summary>
    public AggregationSum(AggregationPlan plan, int length, IReadOnlyList<byte[]> publicKeys)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Demand();
        (_plan, _publicKeys, _sum) = (plan, publicKeys, new uint[length]);
    }

    /// <summary>Adds what a client sent.</summary>
    /// <exception cref="AggregationException">It sent before, or another length.</exception>
    public void Add(int client, ReadOnlySpan<uint> masked)
    {
        if (masked.Length != _sum.Length) throw new AggregationException($"client {client} sent {masked.Length} numbers, not {_sum.Length}.");
        if (!_stayed.Add(client)) throw new AggregationException($"client {client} sent twice.");

        for (var index = 0; index < _sum.Length; index++) _sum[index] += masked[index];
    }

    /// <summary>Takes away the own mask of a client that stayed.</summary>
    /// <param name="client">The client.</param>
    /// <param name="shares">Shares of its own seed, by place among its neighbours from 1.</param>
    /// <exception cref="AggregationException">It left, or there are too few shares.</exception>
    public void Unmask(int client, IReadOnlyList<(int Place, byte[] Share)> shares)
    {
        Demand(client, shares, isStayed: true);
        MaskStream.Apply(_sum, SecretSharing.Join(shares), isAdded: false);
    }

    /// <summary>Takes away what the neighbours of a client that left masked for it.</summary>
    /// <param name="client">The client.</param>
    /// <param name="shares">Shares of its private key, by place among its neighbours from 1.</param>
    /// <exception cref="AggregationException">It stayed, or there are too few shares or false ones.</exception>
    public void Mend(int client, IReadOnlyList<(int Place, byte[] Share)> shares)
    {
        Demand(client, shares, isStayed: false);
        var key = SecretSharing.Join(shares);
        var known = new byte[Geralt.X25519.PublicKeySize];
        Geralt.X25519.ComputePublicKey(known, key);
        if (!known.AsSpan().SequenceEqual(_publicKeys[client])) throw new AggregationException($"the shares of client {client} do not give its key.");

        foreach (var other in _plan.NeighboursOf(client).Where(_stayed.Contains))
            MaskStream.Apply(_sum, AggregationClient.PairSeed(key, _publicKeys[other]), isAdded: client < other);
    }

    /// <summary>The sum over the clients that stayed.</summary>
    /// <exception cref="AggregationException">Masks are left in it.</exception>
    public double[] Values()
    {
        if (_mended.Count < _plan.Clients) throw new AggregationException($"{_plan.Clients - _mended.Count} clients are neither unmasked nor mended.");
        return [.. _sum.Select(_plan.Decode)];
    }

    private void Demand(int client, IReadOnlyList<(int Place, byte[] Share)> shares, bool isStayed)
    {
        ArgumentNullException.ThrowIfNull(shares);
        if (_stayed.Contains(client) != isStayed)
            throw new AggregationException($"client {client} {(isStayed ? "left" : "stayed")}: only {(isStayed ? "its key" : "its own seed")} may be joined.");
        if (shares.Select(share => share.Place).Distinct().Count() < _plan.Threshold)
            throw new AggregationException($"{shares.Count} shares of client {client} are too few; {_plan.Threshold} are needed.");
        if (!_mended.Add(client)) throw new AggregationException($"client {client} was dealt with before.");
    }
}
