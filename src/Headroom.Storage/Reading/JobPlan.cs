namespace Headroom.Storage.Reading;

/// <summary>
/// How a page of jobs is found. Counters tell how many jobs a filter leaves, so that a page needs a few hundred rows
/// where the filter leaves many and never more than a hundredth of all jobs where it leaves few.
/// </summary>
internal enum JobPlan
{
    /// <summary>No job is left.</summary>
    Nothing,

    /// <summary>The order's own index, from the cursor on; what the filter does not want is passed over.</summary>
    Walk,

    /// <summary>The next jobs of each tenant, queue and state that count, merged.</summary>
    Merge,

    /// <summary>All jobs of the tenants, queues and states that count, sorted.</summary>
    Places,

    /// <summary>All jobs with names that begin so, sorted.</summary>
    Names,
}
