using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Fairness;

/// <summary>A job that a queue would start next.</summary>
/// <param name="Job">The job.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="Demand">What it would count as.</param>
internal sealed record Offer(JobEntry Job, int Queue, Demand Demand);
