namespace Headroom.Scheduling.Rooms;

/// <summary>What kept the tasks of a job from finding places.</summary>
/// <param name="Blocker">Which kind of room.</param>
/// <param name="Asked">
/// What the tasks ask of it, in thousandths of a core or of an accelerator, or in MiB; 0 where it is about all that the
/// job asks of its own resource, or about places.
/// </param>
/// <param name="Left">What is left of it on the nodes that would do, in the same unit.</param>
internal readonly record struct Shortage(Blocker Blocker, long Asked = 0, long Left = 0);
