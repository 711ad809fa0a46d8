using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing;

/// <summary>What ran in each region, from what a ledger holds.</summary>
internal static class RegionRuns
{
    private const double Milli = 1000;
    private const double MiBPerGiB = 1024;
    public static List<RegionRun> Of(Fleet fleet, SharingLedger ledger)
    {
        var capacity = Capacity(fleet, ledger);
        var last = ledger.Jobs.Select(job => job.Job.SubmittedMilliseconds).DefaultIfEmpty(ledger.Origin).Max();
        var span = (double)(last - ledger.Origin);
        var runs = new List<RegionRun>();
        foreach (var tally in ledger.RegionTallies)
        {
            var supply = capacity[runs.Count] * span;
            runs.Add(new RegionRun(
                tally.Region.Name,
                capacity[runs.Count] / Milli,
                (double)tally.Held / GpuHours.MilliMilliseconds,
                supply > 0 ? (double)tally.Held / supply : 0,
                tally.Price,
                tally.Grams / Milli,
                tally.Received.MiB / MiBPerGiB,
                tally.Received.Price));
        }

        return runs;
    }

    private static long[] Capacity(Fleet fleet, SharingLedger ledger)
    {
        var capacity = new long[ledger.Regions.Regions.Count];
        var countsCores = new Resources(fleet).ChipModelCount == 0;
        for (var node = 0; node < fleet.Nodes.Count; node++)
        {
            capacity[ledger.Regions.Of(node)] +=
                countsCores ? fleet.Nodes[node].CpuMillicores : fleet.Nodes[node].GpuMilli;
        }

        return capacity;
    }
}
