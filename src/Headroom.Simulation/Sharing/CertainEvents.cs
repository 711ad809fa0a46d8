using Headroom.Cluster.Events;
using Headroom.Cluster.State;

namespace Headroom.Simulation.Sharing;

/// <summary>Events that have to be possible: where one is not, whoever decided or recorded it was wrong.</summary>
internal static class CertainEvents
{
    /// <summary>Applies an event.</summary>
    /// <exception cref="InvalidOperationException">The state refuses it.</exception>
    public static void ApplyCertain(this ClusterState state, ClusterEvent happened)
    {
        if (state.Apply(happened) is { } refusal)
            throw new InvalidOperationException($"{happened} was refused as {refusal} at {state.Now} ms.");
    }
}
