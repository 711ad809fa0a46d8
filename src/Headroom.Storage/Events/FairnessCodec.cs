using Headroom.Cluster.Tenancy;

namespace Headroom.Storage.Events;

/// <summary>Rules of fairness as bytes.</summary>
internal static class FairnessCodec
{
    public static void Write(ByteWriter writer, FairnessRules rules)
    {
        writer.Add(rules.HalfLifeMilliseconds);
        writer.Add(rules.EntryMilliseconds);
        writer.Add(rules.ReclaimsWeightedShare);
    }

    public static FairnessRules Read(ref ByteReader reader) => new()
    {
        HalfLifeMilliseconds = reader.Number(),
        EntryMilliseconds = reader.Number(),
        ReclaimsWeightedShare = reader.Flag(),
    };
}
