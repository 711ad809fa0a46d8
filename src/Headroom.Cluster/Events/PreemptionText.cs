using System.Globalization;

namespace Headroom.Cluster.Events;

/// <summary>Says a preemption in sentences that its user can check. Amounts are whole units, not thousandths.</summary>
/// <param name="order">What was decided.</param>
public sealed class PreemptionText(Preemption order)
{
    /// <summary>What each such text begins with, and no other text about a job does.</summary>
    public const string Begin = "Preempted";

    private string Level => order.Level.Length > 0 ? $"in queue {order.Level}" : "in the fleet";

    /// <summary>The rule and the victim's side: nothing of other tenants.</summary>
    public string OfVictim => order.Rule == PreemptionRule.Priority
        ? $"{Begin} for a job of higher priority in queue {order.VictimShare.Queue}; {Lost}."
        : $"{Begin} to give back {order.Resource} that was lent {Level}: {Share(order.VictimShare)}; {Lost}.";

    /// <summary>For whom, and that side.</summary>
    public string OfBeneficiary => order.Rule == PreemptionRule.Priority
        ? $"Job {order.Beneficiary} starts instead."
        : $"Job {order.Beneficiary} starts instead: {Share(order.BeneficiaryShare)}.";

    private string Lost => string.Create(
        CultureInfo.InvariantCulture, $"{order.LostGpuMilliseconds / 1000.0:0.#} GPU-seconds of work are lost");

    private static string Share(QuotaShare share) =>
        $"queue {share.Queue} used {Amount(share.UsedBeforeMilli)} of the {Amount(share.OwedMilli)} it is owed";

    private static string Amount(long milli) =>
        (milli / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);
}
