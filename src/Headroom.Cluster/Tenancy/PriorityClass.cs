namespace Headroom.Cluster.Tenancy;

/// <summary>A priority with a name.</summary>
/// <param name="Name">Unique in its policy.</param>
/// <param name="Value">Higher goes first; -1,000,000,000 to 1,000,000,000.</param>
/// <param name="IsPreemptible">Whether jobs of the class may be preempted unless they say otherwise.</param>
public sealed record PriorityClass(string Name, int Value, bool IsPreemptible = true)
{
    /// <summary>Most priorities of one policy.</summary>
    public const int CountMax = 1000;

    /// <summary>Highest priority; the lowest is its negative.</summary>
    public const int ValueMax = 1_000_000_000;
}
