using Headroom.Cluster.Tenancy.Checks;

namespace Headroom.Cluster.Tenancy;

/// <summary>Finds what is wrong with a policy before anything follows it.</summary>
public static class PolicyCheck
{
    /// <summary>
    /// Every fault of a policy on a fleet, up to <see cref="SpecificationFault.CountMax"/>: those of the queues in
    /// their order, then of priorities, fairness, reclaim and planning. Empty when the policy may be followed. Parts
    /// that are missing (null) are faults, never exceptions. A queue costs the same however many there are.
    /// </summary>
    public static IReadOnlyList<SpecificationFault> Faults(SharingPolicy policy, Resources resources)
    {
        var faults = new SpecificationFaults();
        QueueCheck.Find(policy.Queues, resources, faults);
        PriorityCheck.Find(policy.PriorityClasses, faults);
        RulesCheck.Find(policy, faults);
        return faults.Items;
    }
}
