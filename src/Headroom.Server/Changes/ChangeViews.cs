using System.Text.Json;
using Headroom.Client.Events;
using Headroom.Cluster.Fleets;
using Headroom.Server.Access;
using Headroom.Server.Views;
using Headroom.Storage.Reading;

namespace Headroom.Server.Changes;

/// <summary>Which changes a bearer is told, and how.</summary>
/// <param name="bearer">Who looks.</param>
/// <param name="job">Only this job; null for all.</param>
/// <param name="fleet">Knows the names of nodes.</param>
internal sealed class ChangeViews(Bearer bearer, long? job, Fleet fleet)
{
    /// <summary>The change as it is shown; null when it is not for this bearer.</summary>
    public ChangeView? Of(StoredChange change) => change switch
    {
        StoredChange.Job it when Sees(it) => New(change, ChangeKind.Job) with
        {
            Job = new JobChange(it.Id.Value, it.Tenant, it.Queue, JobViews.StatusOf(it.State), it.Version),
        },
        StoredChange.Node it when job is null => New(change, ChangeKind.Node) with
        {
            Node = new NodeChange(
                fleet.Nodes[it.Index].Name, JsonNamingPolicy.SnakeCaseUpper.ConvertName(it.Status.ToString())),
        },
        StoredChange.Policy when job is null => New(change, ChangeKind.Policy),
        _ => null,
    };

    private bool Sees(StoredChange.Job change) => bearer.Sees(change.Tenant) && (job is null || job == change.Id.Value);

    private static ChangeView New(StoredChange change, ChangeKind kind) =>
        new() { Sequence = change.Sequence, Kind = kind, At = change.At };
}
