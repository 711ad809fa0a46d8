using Headroom.Cluster.State;
using Headroom.Scheduling.Reclaim;

namespace Headroom.Scheduling.Peers.CohortShare;

/// <summary>The head of a queue, with what was found out about it when it was nominated.</summary>
/// <param name="Job">The job.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="Option">How it would start.</param>
/// <param name="Victims">Whom to stop for it; null when nobody has to.</param>
internal sealed record Nominee(JobEntry Job, int Queue, ChipOption Option, VictimSet? Victims = null);
