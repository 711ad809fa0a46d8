namespace Headroom.Cluster.Tenancy;

/// <summary>
/// What a queue is owed of one resource. A job counts in its accelerators, and in processors only when it has none.
/// </summary>
/// <param name="Resource">
/// Name of a chip model, in thousandths of an accelerator; or <see cref="Cpu"/>, in thousandths of a core.
/// </param>
/// <param name="NominalMilli">
/// Owed at any time, 0 to <see cref="MilliMax"/>. A queue with queues below it that says 0 is owed what those are owed.
/// </param>
/// <param name="BorrowingLimitMilli">Most that may be used above nominal; null for any amount.</param>
/// <param name="LendingLimitMilli">Most of the unused nominal that others may use; null for all of it.</param>
public sealed record Quota(
    string Resource, long NominalMilli, long? BorrowingLimitMilli = null, long? LendingLimitMilli = null)
{
    /// <summary>The resource that stands for processors.</summary>
    public const string Cpu = "cpu";

    /// <summary>Highest amount: so many that the sums of all queues still fit.</summary>
    public const long MilliMax = 1_000_000_000_000;
}
