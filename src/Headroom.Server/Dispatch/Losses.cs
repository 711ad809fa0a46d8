using System.Text.Json;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Storage;
using Headroom.Storage.Jobs;

namespace Headroom.Server.Dispatch;

/// <summary>
/// How often a job may be started again when its run is lost. What may be preempted bears to be started again, and so
/// is, once; what may not fails unless it says otherwise.
/// </summary>
internal static class Losses
{
    private const int RetriesUsual = 1;

    /// <summary>Whether the job may be started once more, as far as its stored losses go.</summary>
    public static async Task<bool> MayRetryAsync(Store store, JobId job, CancellationToken cancellation)
    {
        if (await store.Job.FindAsync(job, cancellation: cancellation) is not { } details) return false;

        var request = JsonSerializer.Deserialize<JobRequest>(details.Text, ApiJson.Options)!;
        var lost = details.Transitions.Count(step =>
            step.State == JobState.Stopping && step.Detail == nameof(StopCause.Lost));
        return lost < (request.Retries ?? (request.Preemptible ? RetriesUsual : 0));
    }
}
