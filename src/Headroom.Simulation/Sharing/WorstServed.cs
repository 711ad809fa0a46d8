namespace Headroom.Simulation.Sharing;

/// <summary>How the tenant fared that was served worst for what it is entitled to.</summary>
/// <param name="Queue">Name of the queue; empty when nobody was owed anything.</param>
/// <param name="Share">
/// Of the smaller of what it wanted and what it is entitled to, summed over the periods of the run, the part that it
/// got, 0 to 1; more than that in one period makes up for nothing in another. 1 when nobody was owed anything.
/// </param>
public sealed record WorstServed(string Queue, double Share)
{
    /// <summary>Of all queues of a run, the first of those served worst.</summary>
    public static WorstServed Of(SharingRun run)
    {
        var worst = new WorstServed("", 1);
        foreach (var tenant in run.Tenants)
        {
            if (ShareOf(tenant, run.MakespanSeconds) is { } share && share < worst.Share)
                worst = new WorstServed(tenant.Queue, share);
        }

        return worst;
    }

    private static double? ShareOf(TenantRun tenant, double makespanSeconds)
    {
        var (served, owed) = (0.0, 0.0);
        for (var index = 0; index < tenant.Periods.Count; index++)
        {
            var period = tenant.Periods[index];
            var end = index + 1 < tenant.Periods.Count
                ? tenant.Periods[index + 1].StartSeconds
                : tenant.Periods[0].StartSeconds + makespanSeconds;
            var seconds = end - period.StartSeconds;
            served += Math.Min(period.Got, period.Owed) * seconds;
            owed += period.Owed * seconds;
        }

        return owed > 0 ? served / owed : null;
    }
}
