using System.Text;
using Headroom.Cluster.State;

namespace Headroom.Testing;

/// <summary>Everything that a state shows, as text: equal texts are equal states.</summary>
public static class StateText
{
    public static string Of(ClusterState state)
    {
        var text = new StringBuilder();
        text.AppendLine($"{state.Now} {state.Digest:x} {state.LiveCount} {state.Shapes.Count}");
        for (var node = 0; node < state.Fleet.Nodes.Count; node++)
            text.AppendLine($"node {node} {state.StatusOf(node)} {RoomOf(state.Room, node)}");

        foreach (var queue in state.Queues)
        {
            var average = Enumerable.Range(0, state.Resources.Count).Select(queue.Average.Milli);
            text.AppendLine($"{queue.Name} {string.Join(' ', queue.Used.ToArray())} {string.Join(' ', average)}");
            foreach (var job in queue.Waiting.Concat(queue.Running)) text.AppendLine(Of(job));
        }

        foreach (var (queue, until) in state.Spent) text.AppendLine($"spent {queue} {until}");
        text.AppendJoin(' ', state.Promised.Select(job => job.Job.Id));
        return text.ToString();
    }

    public static string RoomOf(FleetRoom room, int node) =>
        $"{room.CpuLeft(node)} {room.MemoryLeft(node)} {room.GpusFree(node)} "
        + $"{string.Join(',', room.MilliLeft(node).ToArray())} {string.Join(',', room.GpuMemoryLeft(node).ToArray())} "
        + string.Join(',', room.SlotsTaken(node).ToArray());

    private static string Of(JobEntry job) =>
        $"  {job.Job.Id} {job.Phase} {job.ShapeIndex} {job.Sequence} {job.StartedAt} {job.SavedAt} "
        + $"{job.RanBeforeMilliseconds} {job.Preemptions} {job.ClaimedSince} {job.Resource} {job.Need} {job.Tasks} "
        + $"{job.Reservation}";
}
