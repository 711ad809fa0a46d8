using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Tests.Deciding.Changed;

/// <summary>Two runs of a world, the second of which is changed in a way that is not to matter.</summary>
internal static class Twin
{
    /// <summary>Runs random worlds and their changed ones, and compares every plan.</summary>
    /// <param name="worlds">Pairs of worlds.</param>
    /// <param name="restore">Undoes the change in the text of a plan of the changed world.</param>
    /// <param name="delay">How much later the changed world begins, in milliseconds.</param>
    /// <param name="iterations">Pairs.</param>
    public static void Sample(
        Gen<(PoolWorld World, PoolWorld Changed)> worlds, Func<string, string>? restore = null, long delay = 0,
        int iterations = 150) => worlds.Sample(pair =>
        {
            var plans = Plans(pair.World, 0);
            var (run, next) = (new PoolRun(pair.Changed.Fleet, pair.Changed.Policy), 0);
            run.Wait(delay);
            run.Decided = plan =>
            {
                var text = PlanText.Of(Earlier(plan, delay));
                Assert.Equal(plans[next++], restore is null ? text : restore(text));
            };
            run.Tell(() => run.Follow(pair.Changed));
        }, iter: iterations);

    /// <summary>A plan as it would have been decided so much earlier.</summary>
    public static Plan Earlier(Plan plan, long milliseconds) => milliseconds == 0 ? plan : plan with
    {
        Events = [.. plan.Events.Select(decided => Earlier(decided, milliseconds))],
        Verdicts = [.. plan.Verdicts.Select(verdict =>
            verdict with { Hold = verdict.Hold with { Until = verdict.Hold.Until - milliseconds } })],
        NextWake = plan.NextWake == long.MaxValue ? plan.NextWake : plan.NextWake - milliseconds,
    };

    private static ClusterEvent Earlier(ClusterEvent decided, long milliseconds)
    {
        var at = decided with { At = decided.At - milliseconds };
        return at is ReservationMade { Reservation: var promise } made
            ? made with { Reservation = promise with { Start = promise.Start - milliseconds } }
            : at;
    }

    private static List<string> Plans(PoolWorld world, long delay)
    {
        var (run, plans) = (new PoolRun(world.Fleet, world.Policy), new List<string>());
        run.Wait(delay);
        run.Decided = plan => plans.Add(PlanText.Of(plan));
        run.Follow(world);
        return plans;
    }
}
