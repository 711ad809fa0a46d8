using Headroom.Cluster.Events;

namespace Headroom.Storage.Reading;

/// <summary>An event with its number.</summary>
/// <param name="Sequence">From 1, without holes.</param>
/// <param name="Event">The event.</param>
public sealed record StoredEvent(long Sequence, ClusterEvent Event);
