using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Options;

/// <summary>
/// When a job that can wait starts: at the hour in which its run costs least. The greedy choice gets most of what
/// clever ones do (study of 123 regions by Sukprasert and others, EuroSys'24).
/// </summary>
internal static class CheaperHour
{
    /// <summary>Most options that are looked at, the cheapest of the moment.</summary>
    public const int OptionsMax = 64;

    /// <summary>
    /// The first full hour with the least cost up to the time by which the job has to start, in milliseconds; the time
    /// of the options when no later hour is cheaper, or the job cannot wait. Waiting itself has no price: the job
    /// allowed it.
    /// </summary>
    /// <param name="options">Ways to run jobs, as of now.</param>
    /// <param name="job">The job.</param>
    /// <param name="expectedMilliseconds">Its expected runtime at full speed.</param>
    public static long StartOf(PlacementOptions options, JobEntry job, long expectedMilliseconds)
    {
        var ways = options.Of(job, expectedMilliseconds);
        var startBy = job.Job.StartByMilliseconds ?? options.Now;
        if (ways.Count == 0 || startBy <= options.Now) return options.Now;

        // By start: ways come cheapest first, so the first one is the cost of starting now.
        var (best, least) = (options.Now, ways[0].Cost);
        var hour = options.Now / CurveSum.Hour + 1;
        for (var count = 0; count < HourlyCurve.HoursMax && hour * CurveSum.Hour <= startBy; count++, hour++)
        {
            var cost = CostAt(options, ways, hour * CurveSum.Hour);
            if (cost < least) (best, least) = (hour * CurveSum.Hour, cost);
        }

        return best;
    }

    private static Int128 CostAt(PlacementOptions options, IReadOnlyList<PlacementOption> ways, long start)
    {
        var least = Int128.MaxValue;
        for (var way = 0; way < Math.Min(ways.Count, OptionsMax); way++)
        {
            var option = ways[way];
            var cost = option.Cost - options.RunCost(option, options.Now) + options.RunCost(option, start);
            least = Int128.Min(least, cost);
        }

        return least;
    }
}
