namespace Headroom.Client.Pool;

/// <summary>A cluster that a pool is to have.</summary>
public sealed record ClusterRequest
{
    /// <summary>
    /// Lines <c>key: value</c> that describe it, its name and engine among them; paths are the server's.
    /// </summary>
    public string Text { get; init; } = "";

    /// <summary>Whether to add it though it lacks something, or is silent.</summary>
    public bool Force { get; init; }
}

/// <summary>A cluster that was added.</summary>
/// <param name="Cluster">As it stands now.</param>
/// <param name="Checks">What it has of what is needed; none where the same one was there before.</param>
/// <param name="Warnings">What could not be found out of it, one sentence each.</param>
public sealed record ClusterAdded(
    ClusterView Cluster, IReadOnlyList<ClusterCheck> Checks, IReadOnlyList<string> Warnings);

/// <summary>A cluster that was removed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="JobsLeft">Jobs that count as running there until it is added again.</param>
public sealed record ClusterRemoved(string Name, int JobsLeft);

/// <summary>One thing that is needed of a cluster, and whether it has it.</summary>
/// <param name="Need">What is needed, in a few words.</param>
/// <param name="Met">Whether it is there.</param>
/// <param name="Optional">Whether runs go on without it.</param>
/// <param name="Sentence">What was found; what to do where it is not met.</param>
public sealed record ClusterCheck(string Need, bool Met, bool Optional, string Sentence);
