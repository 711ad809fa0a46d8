using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Sharing.Guarantees;

namespace Headroom.Simulation.Sharing;

/// <summary>What each queue got out of a run, and how evenly.</summary>
internal static class Tenants
{
    private const double Milli = 1000;

    // Sums of many spans may fall short of the whole by a rounding error.
    private const double Almost = 1 - 1e-9;

    /// <summary>Queues in order of their first job.</summary>
    public static List<TenantRun> Of(SharingLedger ledger, QueueTree tree, GuaranteeReport? guarantees)
    {
        var entitlements = Entitlements.Of(tree, ledger.Meter.Counted);
        return [.. ledger.Queues.Select(queue =>
        {
            var index = tree.IndexOf(queue.Queue);
            var entitled = index < 0 ? 0 : entitlements[index] / Milli;
            return new TenantRun
            {
                Queue = queue.Queue,
                Jobs = queue.Counts,
                WaitSeconds = Spread.Of(queue.Waits),
                GpuHours = (double)queue.HeldTotal / GpuHours.MilliMilliseconds,
                Preemptions = queue.Preemptions,
                EntitledGpus = entitled,
                ViolationGpuHours = guarantees?.HoursOf(queue.Queue) ?? 0,
                Periods = Periods(queue, entitled, ledger),
            };
        })];
    }

    /// <summary>Jain's index of each period.</summary>
    public static List<FairnessPeriod> Fairness(List<TenantRun> tenants)
    {
        var periods = new List<FairnessPeriod>();
        for (var period = 0; tenants.Count > 0 && period < tenants[0].Periods.Count; period++)
        {
            var (count, sum, squares) = (0, 0.0, 0.0);
            foreach (var tenant in tenants)
            {
                var service = tenant.Periods[period];
                if (tenant.EntitledGpus <= 0 || service.Wanted < tenant.EntitledGpus * Almost) continue;

                var weighted = service.Got / tenant.EntitledGpus;
                (count, sum, squares) = (count + 1, sum + weighted, squares + weighted * weighted);
            }

            var jain = count < 2 || squares == 0 ? 1 : sum * sum / (count * squares);
            periods.Add(new FairnessPeriod(tenants[0].Periods[period].StartSeconds, count, jain));
        }

        return periods;
    }

    private static List<TenantPeriod> Periods(QueueTally queue, double entitled, SharingLedger ledger)
    {
        var (held, waiting, length) = (queue.Held.Totals(), queue.Waiting.Totals(), queue.Held.Length);
        var periods = new List<TenantPeriod>();
        for (var period = 0; period < held.Length && ledger.Origin + period * length < ledger.LastEnd; period++)
        {
            var start = ledger.Origin + period * length;
            var span = Math.Min(length, ledger.LastEnd - start) * Milli;
            var got = held[period] / span;
            var wanted = got + waiting[period] / span;
            periods.Add(new TenantPeriod(start / 1000.0, got, wanted, Math.Min(wanted, entitled)));
        }

        return periods;
    }
}
