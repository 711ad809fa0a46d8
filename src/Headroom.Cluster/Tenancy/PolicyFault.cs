namespace Headroom.Cluster.Tenancy;

/// <summary>Why a policy is refused.</summary>
/// <param name="Key">The key at fault, such as <c>queues[2].parent</c> or <c>reclaim.grace</c>.</param>
/// <param name="Problem">What is wrong, without a full stop.</param>
/// <param name="Remedy">What to do about it, without a full stop.</param>
public sealed record PolicyFault(string Key, string Problem, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Key}: {Problem}; {Remedy}.";
}
