using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>
/// Small random worlds: two to twelve nodes of one to three chip models, a tree of queues up to four levels deep with
/// quotas within the fleet, and jobs of all kinds. On small worlds all that can go wrong does so often, and a failing
/// one can be read. A seed gives the same world on every machine.
/// </summary>
public static class RandomPool
{
    /// <summary>Jobs of a world unless a caller says otherwise.</summary>
    public const int JobCountDefault = 40;

    /// <summary>The world of a seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="jobCount">Jobs, at least 0.</param>
    public static PoolScenario Create(ulong seed, int jobCount = JobCountDefault)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(jobCount);
        var chance = new Pcg32(seed);
        var fleet = RandomFleet.Create(chance);
        var policy = RandomPolicy.Create(chance, fleet);
        return new PoolScenario(RandomJobs.Create(chance, fleet, policy, jobCount), fleet, policy);
    }

    /// <summary>One of some things, all equally likely.</summary>
    internal static T OneOf<T>(this Pcg32 chance, params ReadOnlySpan<T> things) =>
        things[(int)chance.Below((uint)things.Length)];

    /// <summary>True once in so many times.</summary>
    internal static bool OnceIn(this Pcg32 chance, uint times) => chance.Below(times) == 0;
}
