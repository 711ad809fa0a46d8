using Headroom.Cluster.Jobs;
using Headroom.Storage.Jobs;

namespace Headroom.Storage.Reading;

/// <summary>All that is stored about one job.</summary>
/// <param name="Job">As lists show it.</param>
/// <param name="Shape">What it asks for.</param>
/// <param name="Text">Its submission as JSON.</param>
/// <param name="Transitions">What became of it, in order.</param>
/// <param name="Attempts">Its attempts, in order.</param>
/// <param name="Stretches">What it held and when, in order; those that were rolled up are gone.</param>
public sealed record JobDetails(
    StoredJob Job,
    JobShape Shape,
    string Text,
    IReadOnlyList<JobTransition> Transitions,
    IReadOnlyList<AttemptReport> Attempts,
    IReadOnlyList<JobStretch> Stretches);

/// <summary>A job went from one state to another.</summary>
/// <param name="Version">From 1; of the job after it.</param>
/// <param name="At">When, in milliseconds.</param>
/// <param name="State">Where it stood from then on.</param>
/// <param name="Detail">Why, where there is more to say, as it is stored; may be empty.</param>
public sealed record JobTransition(int Version, long At, JobState State, string Detail)
{
    /// <summary>Why, for a reader.</summary>
    /// <param name="seesEveryone">Whether the reader may know of other tenants than that of the job.</param>
    public string Told(bool seesEveryone) => TransitionDetail.Told(Detail, seesEveryone);
}

/// <summary>A span of time in which an attempt held one amount of one resource: what is billed.</summary>
/// <param name="Run">The attempt.</param>
/// <param name="Number">Which stretch of it, from 1.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Milli">Thousandths of it.</param>
/// <param name="Nodes">Indexes of nodes, with tasks on each where there are several: <c>3x2 7</c>.</param>
/// <param name="Began">In milliseconds.</param>
/// <param name="Ended">In milliseconds; null while it lasts.</param>
/// <param name="Region">The region; empty where it has no name.</param>
public sealed record JobStretch(
    RunId Run, int Number, string Resource, long Milli, string Nodes, long Began, long? Ended, string Region);
