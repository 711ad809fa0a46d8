using Headroom.Cluster.Tenancy;

namespace Headroom.Cluster.State;

/// <summary>
/// Mean use of the past, weighted by 2^(-age / half-life) and by how scarce the resource was at the time: using a
/// cluster that stands idle costs next to nothing. Whole numbers, so that it is the same on every machine.
/// </summary>
public sealed class DecayedUse
{
    /// <summary>Scarcity of a resource that is wholly in use.</summary>
    public const int ScarcityFull = 1000;

    private const int FractionBits = 16;

    private readonly long[] _mean;

    internal DecayedUse(int resources) => _mean = new long[resources];

    private DecayedUse(DecayedUse other) => _mean = [.. other._mean];

    internal ReadOnlySpan<long> Means => _mean;

    /// <summary>Mean use of a resource in thousandths.</summary>
    public long Milli(int resource) => _mean[resource] >> FractionBits;

    /// <summary>Time has gone by in which use and scarcity did not change.</summary>
    internal void Pass(ulong left, ReadOnlySpan<long> used, ReadOnlySpan<int> scarcity)
    {
        for (var resource = 0; resource < _mean.Length; resource++)
        {
            var now = (used[resource] << FractionBits) / ScarcityFull * scarcity[resource];
            _mean[resource] = now + Decay.Times(left, _mean[resource] - now);
        }
    }

    /// <summary>Charges a start in advance.</summary>
    internal void Enter(int resource, long milli, FairnessRules rules, int scarcity)
    {
        if (rules.HalfLifeMilliseconds == 0) return;

        var charge = (milli << FractionBits) / ScarcityFull * scarcity;
        var left = Decay.Over(rules.EntryMilliseconds, rules.HalfLifeMilliseconds);
        _mean[resource] += charge - Decay.Times(left, charge);
    }

    internal DecayedUse Copy() => new(this);

    internal void Restore(int resource, long mean) => _mean[resource] = mean;

    internal void Forget() => Array.Clear(_mean);
}
