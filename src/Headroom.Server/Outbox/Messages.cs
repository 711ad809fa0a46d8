using Headroom.Cluster.State;
using Headroom.Storage.Jobs;
using Headroom.Storage.Writing;

namespace Headroom.Server.Outbox;

/// <summary>What engines are told. The kinds are stored: never rename.</summary>
internal static class Messages
{
    /// <summary>Start a run.</summary>
    public const string StartKind = "start";

    /// <summary>Stop a run that makes way for another.</summary>
    public const string StopKind = "stop";

    /// <summary>
    /// Stop a run because someone asked for it. Acknowledged only when it has ended, so that the wish outlives a crash.
    /// </summary>
    public const string CancelKind = "cancel";

    public static OutboxMessage Start(ClusterState state, JobEntry job, long at) =>
        new(RunId.Of(job), StartKind, StartPayload.Of(state, job).ToText(), at);

    public static OutboxMessage Stop(ClusterState state, JobEntry job, long at) =>
        new(RunId.Of(job), StopKind, ClusterOf(state, job), at);

    public static OutboxMessage Cancel(ClusterState state, JobEntry job, long at) =>
        new(RunId.Of(job), CancelKind, ClusterOf(state, job), at);

    /// <summary>
    /// Cluster whose engine a message is for; empty for the first one, and in messages that are older than others.
    /// </summary>
    public static string ClusterOf(OutboxMessage message) =>
        message.Kind == StartKind ? StartPayload.Parse(message.Payload).Cluster : message.Payload;

    /// <summary>Cluster on which a job runs: a gang is never spread over several.</summary>
    public static string ClusterOf(ClusterState state, JobEntry job) =>
        state.Fleet.Nodes[job.Tasks[0].Node].Place.Cluster;
}
