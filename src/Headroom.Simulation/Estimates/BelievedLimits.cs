using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Reservations;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Estimates;

/// <summary>
/// Every job runs to its time limit, and one without a limit as long as the policy says: what a plan has to go by that
/// learns nothing. One that has outrun it is believed to take twice as long, and so on.
/// </summary>
internal sealed class BelievedLimits(PlanningRules rules) : IRunLengths
{
    /// <inheritdoc/>
    public bool IsKnown => true;

    /// <inheritdoc/>
    public long Total(Job job, long ran, Pcg32 chance) => ExpectedEnd.RuntimeOf(job, rules, ran);
}
