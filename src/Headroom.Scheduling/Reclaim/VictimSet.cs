using Headroom.Cluster;

namespace Headroom.Scheduling.Reclaim;

/// <summary>Jobs that are to stop, and where another would run then.</summary>
/// <param name="Victims">Jobs that are to stop, in order of their loss.</param>
/// <param name="Tasks">Where the job's tasks would run.</param>
/// <param name="Loss">Work that is lost over all victims.</param>
internal sealed record VictimSet(IReadOnlyList<Victim> Victims, ValueList<TaskPlacement> Tasks, Int128 Loss);
