using System.Text.Json;
using Headroom.Server.Changes;
using Headroom.Server.Loop;
using Headroom.Server.Views;
using Headroom.Storage;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;

namespace Headroom.Server.Telemetry;

/// <summary>How the pool stands, in the words of Prometheus. No job has a series of its own.</summary>
internal static class PoolFigures
{
    // The rest is one series, so that their number has a bound.
    private const int TenantsMax = 100;

    public static async Task WriteAsync(
        PrometheusText text, ControlLoop loop, Store store, ChangeFeed feed, StreamPlaces streams,
        CancellationToken cancellation)
    {
        var counts = await store.Jobs.CountsAsync(cancellation: cancellation);
        WriteJobs(text, counts);
        var pool = await loop.DoAsync(turn => Of(turn.State));
        text.Begin("headroom_waiting_jobs", "Jobs that wait, by the reason that the last cycle found.", "gauge");
        foreach (var (reason, jobs) in pool.Waiting) text.Value(PrometheusText.Label("reason", reason), jobs);

        text.Begin("headroom_gpus", "Accelerators of the fleet.", "gauge");
        foreach (var (model, all, _) in pool.Gpus) text.Value(PrometheusText.Label("model", model), all);
        text.Begin("headroom_gpus_allocated", "Accelerators that jobs hold; parts of shared ones count as parts.", "gauge");
        foreach (var (model, _, held) in pool.Gpus) text.Value(PrometheusText.Label("model", model), held);
        text.Begin("headroom_nodes", "Nodes.", "gauge");
        foreach (var (state, nodes) in pool.Nodes) text.Value(PrometheusText.Label("state", state), nodes);

        var open = (await store.Outbox.OpenAsync(cancellation)).Count;
        text.One("headroom_outbox_open", "Messages that engines have not taken in yet.", "gauge", open);
        text.One("headroom_events_total", "Events that are stored.", "counter", feed.Last);
        text.One("headroom_event_streams", "Streams of events that are open.", "gauge", streams.Count);
        text.One("process_resident_memory_bytes", "Memory of this process.", "gauge", Environment.WorkingSet);
    }

    private static void WriteJobs(PrometheusText text, IReadOnlyList<JobCount> counts)
    {
        text.Begin("headroom_jobs", "Jobs, by state.", "gauge");
        foreach (var state in Enum.GetValues<JobState>())
        {
            var jobs = counts.Where(count => count.State == state).Sum(count => count.Jobs);
            text.Value(PrometheusText.Label("state", NameOf(state)), jobs);
        }

        var named = counts.Select(count => count.Tenant).Distinct().Order(StringComparer.Ordinal).Take(TenantsMax)
            .ToHashSet(StringComparer.Ordinal);
        text.Begin("headroom_tenant_jobs", "Jobs that have not ended, by tenant and state.", "gauge");
        foreach (var group in counts.Where(count => count.State < JobState.Succeeded)
            .GroupBy(count => (Tenant: named.Contains(count.Tenant) ? count.Tenant : "_other", count.State)))
        {
            var labels = $"{PrometheusText.Label("tenant", group.Key.Tenant)},{PrometheusText.Label("state", NameOf(group.Key.State))}";
            text.Value(labels, group.Sum(count => count.Jobs));
        }
    }

    private static Figures Of(LoopState state)
    {
        var (cluster, room) = (state.Cluster, state.Cluster.Room);
        var nodes = Enumerable.Range(0, cluster.Fleet.Nodes.Count).ToList();
        return new Figures(
            [.. state.WaitingByReason().Select(count => (JobViews.CodeOf((int)count.Reason) ?? "", count.Jobs))],
            [
                .. nodes.Where(node => cluster.Fleet.Nodes[node].GpuCount > 0)
                    .GroupBy(node => cluster.Fleet.Nodes[node].ChipModel)
                    .Select(model => (
                        model.Key,
                        model.Sum(node => cluster.Fleet.Nodes[node].GpuCount),
                        model.Sum(node => cluster.Fleet.Nodes[node].GpuCount - (MilliLeft(node) / 1000.0)))),
            ],
            [.. nodes.GroupBy(cluster.StatusOf).Select(group => (NameOf(group.Key), group.Count()))]);

        long MilliLeft(int node)
        {
            var left = 0L;
            foreach (var milli in room.MilliLeft(node)) left += milli;
            return left;
        }
    }

    private static string NameOf<T>(T state)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(state.ToString());

    private sealed record Figures(
        IReadOnlyList<(string Reason, int Jobs)> Waiting,
        IReadOnlyList<(string Model, int All, double Held)> Gpus,
        IReadOnlyList<(string State, int Nodes)> Nodes);
}
