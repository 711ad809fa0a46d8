using Headroom.Cluster.Tenancy;

namespace Headroom.Server.Policies;

/// <summary>What is tried in the place of a pool's own policy and fleet.</summary>
/// <param name="Policy">The policy, which has no faults on that fleet.</param>
/// <param name="Fleet">The fleet.</param>
/// <param name="Days">How many days back jobs were submitted that are replayed.</param>
internal sealed record PolicyAlternative(SharingPolicy Policy, OtherFleet Fleet, int Days);
