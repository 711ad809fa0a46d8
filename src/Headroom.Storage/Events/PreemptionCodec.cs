using Headroom.Cluster;
using Headroom.Cluster.Events;

namespace Headroom.Storage.Events;

/// <summary>Preemptions with their reasons as bytes.</summary>
internal static class PreemptionCodec
{
    public static void Write(ByteWriter writer, Preemption order)
    {
        writer.Add(order.Victim.Value);
        writer.Add(order.Beneficiary.Value);
        writer.Add((long)order.Rule);
        writer.Add(order.Level);
        writer.Add(order.Resource);
        Write(writer, order.VictimShare);
        Write(writer, order.BeneficiaryShare);
        writer.Add(order.LostGpuMilliseconds);
    }

    public static Preemption Read(ref ByteReader reader) => new(
        new JobId(reader.Number()),
        new JobId(reader.Number()),
        (PreemptionRule)reader.Small(),
        reader.Text(),
        reader.Text(),
        ReadShare(ref reader),
        ReadShare(ref reader),
        reader.Number());

    private static void Write(ByteWriter writer, QuotaShare share)
    {
        writer.Add(share.Queue);
        writer.Add(share.UsedBeforeMilli);
        writer.Add(share.UsedAfterMilli);
        writer.Add(share.OwedMilli);
    }

    private static QuotaShare ReadShare(ref ByteReader reader) =>
        new(reader.Text(), reader.Number(), reader.Number(), reader.Number());
}
