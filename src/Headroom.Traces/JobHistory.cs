using Headroom.Cluster;

namespace Headroom.Traces;

/// <summary>A recorded history of jobs as it was read.</summary>
/// <param name="Name">File name without folder and extension.</param>
/// <param name="Jobs">Jobs in the order of the file.</param>
/// <param name="Skipped">Lines that could not be read, in the order of the file.</param>
public sealed record JobHistory(string Name, IReadOnlyList<RecordedJob> Jobs, IReadOnlyList<SkippedLine> Skipped);

/// <summary>A line that was left out of a history.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Reason">What is wrong with it and what would mend it.</param>
public sealed record SkippedLine(long Line, string Reason);
