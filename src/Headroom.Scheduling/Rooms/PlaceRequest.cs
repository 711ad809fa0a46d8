using Headroom.Cluster;

namespace Headroom.Scheduling.Rooms;

/// <summary>Asks for places for the tasks of one job.</summary>
/// <param name="Shape">Number of its shape in the state.</param>
/// <param name="Resource">Index of the chip model; of processors for tasks without accelerators.</param>
/// <param name="TasksLeast">Fewest tasks, at least 1.</param>
/// <param name="TasksMost">Most tasks; as many as fit are placed.</param>
/// <param name="EndsAt">When the tasks have ended for certain, in milliseconds; the highest number when
/// unknown.</param>
/// <param name="Part">Part of the topology to stay within; <see cref="Topology.Anywhere"/> for none.</param>
internal readonly record struct PlaceRequest(
    int Shape, int Resource, int TasksLeast, int TasksMost, long EndsAt, int Part = Topology.Anywhere);

/// <summary>Places that were found; nothing has been taken yet.</summary>
/// <param name="Tasks">One place a task.</param>
internal sealed record Placed(ValueList<TaskPlacement> Tasks);

/// <summary>Why no places were found.</summary>
internal enum Blocker
{
    /// <summary>Too few accelerators are left, or processors for tasks without.</summary>
    NoRoom,

    /// <summary>Accelerators are left, and too few processors beside them.</summary>
    FewCores,

    /// <summary>Accelerators and processors are left, and too little memory beside them.</summary>
    LittleMemory,

    /// <summary>Enough is left, but not on single nodes or not close together.</summary>
    NotTogether,

    /// <summary>It would fit where reserved jobs are to start.</summary>
    Reserved,
}
