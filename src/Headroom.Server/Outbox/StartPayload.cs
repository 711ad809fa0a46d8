using System.Text.Json;
using Headroom.Cluster.State;

namespace Headroom.Server.Outbox;

/// <summary>
/// What a start message holds beside the submission: where the tasks run. Stored as JSON: only ever add.
/// </summary>
/// <param name="Tasks">One entry a task.</param>
/// <param name="ArrayIndex">Which job of its array, from 0; null for one of none.</param>
/// <param name="Cluster">Cluster whose nodes they are; empty for the pool's first one.</param>
/// <param name="Region">Region of its nodes; empty where the fleet does not say.</param>
/// <param name="Chip">Chip model of its nodes; empty where they have none.</param>
internal sealed record StartPayload(IReadOnlyList<StartTask> Tasks, long? ArrayIndex = null, string Cluster = "", string Region = "", string Chip = "")
{
    /// <summary>Of a job that has just been placed.</summary>
    public static StartPayload Of(ClusterState state, JobEntry job) => new(
    [
        .. job.Tasks.Select(task => new StartTask(
            state.Fleet.Nodes[task.Node].Name, task.Gpus.Bits, job.Need.GpuMilli, job.Need.GpuMemoryMiB)),
    ], job.Job.Id.Value - job.Job.Array?.Value, Messages.ClusterOf(state, job),
        state.Fleet.Nodes[job.Tasks[0].Node].Place.Region, state.Fleet.Nodes[job.Tasks[0].Node].ChipModel);

    /// <summary>As it is stored.</summary>
    public string ToText() => JsonSerializer.Serialize(this);

    /// <summary>Reads what was stored.</summary>
    public static StartPayload Parse(string text) => JsonSerializer.Deserialize<StartPayload>(text)!;
}

/// <summary>Where one task runs.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Gpus">Its accelerators there, bit by bit.</param>
/// <param name="GpuMilli">Thousandths of each.</param>
/// <param name="GpuMemoryMiB">Memory of a shared one; 0 for no bound.</param>
internal sealed record StartTask(string Node, uint Gpus, int GpuMilli, long GpuMemoryMiB);
