using Headroom.Cluster;

namespace Headroom.Traces;

/// <summary>A recorded history of jobs as it was read.</summary>
/// <param name="Name">File name without folder and extension.</param>
/// <param name="Jobs">
/// Jobs in the order of the file, which need not be that of submission; at least one when read from a file.
/// </param>
/// <param name="Skipped">Lines that hold no job to replay, in the order of the file; the first 1,000 of them.</param>
public sealed record JobHistory(string Name, IReadOnlyList<RecordedJob> Jobs, IReadOnlyList<SkippedLine> Skipped)
{
    /// <summary>
    /// How many lines hold no job to replay: the length of <see cref="Skipped"/>, or more where that list is cut.
    /// </summary>
    public long SkippedCount { get; init; } = Skipped.Count;

    /// <summary>Jobs that were asked for and never started, in the order of the file; they count as skipped.</summary>
    public IReadOnlyList<UnstartedJob> Unstarted { get; init; } = [];

    /// <summary>
    /// Lines about a step of a job that has a line of its own (<c>123.batch</c> in sacct); nothing is lost with them.
    /// </summary>
    public long StepCount { get; init; }
}

/// <summary>A line that was left out of a history.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Reason">What is wrong with it and what would mend it.</param>
public sealed record SkippedLine(long Line, string Reason)
{
    /// <summary>Whether it is about a job that was read and never started.</summary>
    public bool IsUnstarted { get; init; }
}
