namespace Headroom.Cluster.Jobs;

/// <summary>A job that has to end before this one may start.</summary>
/// <param name="Job">The other job; one that is not known counts as ended without success.</param>
/// <param name="Condition">How it has to end.</param>
public sealed record Dependency(JobId Job, DependencyCondition Condition);

/// <summary>How a job has to end for another to start. Written to events: never renumber.</summary>
public enum DependencyCondition
{
    /// <summary>In any way.</summary>
    Any = 0,

    /// <summary>With success.</summary>
    Succeeded = 1,

    /// <summary>Without success.</summary>
    NotSucceeded = 2,
}
