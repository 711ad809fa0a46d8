using Headroom.Engines.Contract;

namespace Headroom.Server.Joining;

/// <summary>What came of adding a cluster.</summary>
/// <param name="IsNew">Whether it is new; not when the same one was added before.</param>
/// <param name="Checks">What it has of what is needed; none where it was there before.</param>
/// <param name="Warnings">What could not be found out of it, one sentence each.</param>
internal sealed record JoinedCluster(
    bool IsNew, IReadOnlyList<EngineCheck> Checks, IReadOnlyList<string> Warnings)
{
    /// <summary>It was there already.</summary>
    public static JoinedCluster Before { get; } = new(IsNew: false, [], []);
}
