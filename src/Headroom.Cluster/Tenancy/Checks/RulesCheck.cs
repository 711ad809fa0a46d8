namespace Headroom.Cluster.Tenancy.Checks;

/// <summary>Faults of the numbers that hold for the whole pool.</summary>
internal static class RulesCheck
{
    /// <summary>Finds them.</summary>
    public static void Find(SharingPolicy policy, SpecificationFaults faults)
    {
        if (IsThere("fairness", policy.Fairness, faults)) FindIn(policy.Fairness, faults);
        if (IsThere("reclaim", policy.Reclaim, faults)) FindIn(policy.Reclaim, faults);
        if (IsThere("planning", policy.Planning, faults)) FindIn(policy.Planning, faults);
    }

    private static bool IsThere(string key, object? rules, SpecificationFaults faults)
    {
        if (rules is null) faults.Add(key, "the rules are missing", "leave the key out for the usual ones");
        return rules is not null;
    }

    private static void FindIn(FairnessRules rules, SpecificationFaults faults)
    {
        faults.RequireTime(
            "fairness.halfLife", rules.HalfLifeMilliseconds, 0, FairnessRules.HalfLifeMillisecondsMax);
        faults.RequireTime("fairness.entry", rules.EntryMilliseconds, 0, FairnessRules.EntryMillisecondsMax);
    }

    private static void FindIn(ReclaimRules rules, SpecificationFaults faults)
    {
        var (churn, grace) = (rules.NaturalChurnMilliseconds, rules.GraceMilliseconds);
        var isChurn = faults.RequireTime("reclaim.naturalChurn", churn, 0, ReclaimRules.MillisecondsMax);
        var isGrace = faults.RequireTime("reclaim.grace", grace, 0, ReclaimRules.MillisecondsMax);
        if (isChurn && isGrace && churn > grace)
        {
            faults.Add(
                "reclaim.grace",
                $"the grace time of {SpecificationFaults.Time(grace)} ends before the natural churn of "
                    + $"{SpecificationFaults.Time(churn)}",
                "raise the grace time or lower the natural churn");
        }

        faults.RequireTime("reclaim.minimumRuntime", rules.RuntimeMillisecondsMin, 0, ReclaimRules.MillisecondsMax);
        faults.Require(
            "reclaim.preemptionsPerJob", rules.PreemptionsPerJobMax, 1, ReclaimRules.PreemptionsLimit);
        faults.RequireTime("reclaim.stop", rules.StopMilliseconds, 0, ReclaimRules.StopMillisecondsMax);
    }

    private static void FindIn(PlanningRules rules, SpecificationFaults faults)
    {
        faults.Require("planning.reservations", rules.ReservationsMax, 0, PlanningRules.ReservationsLimit);
        faults.RequireTime(
            "planning.defaultTimeLimit", rules.DefaultTimeLimitMilliseconds, 1, RecordedJob.MillisecondsMax);
        faults.RequireMilli(
            "planning.pricePerGpuMinuteOfDelay", rules.PricePerGpuMinuteOfDelay, 0, PlanningRules.PriceMax);
        faults.RequireMilli("planning.pricePerKilogramCarbon", rules.PricePerKilogramCarbon, 0, PlanningRules.PriceMax);
    }
}
