using Headroom.Cluster;

namespace Headroom.Storage.Accounts;

/// <summary>A job held something on some nodes for a while.</summary>
/// <param name="Job">The job.</param>
/// <param name="Tenant">Who is charged.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Milli">Thousandths of it, over all nodes.</param>
/// <param name="Nodes">Indexes of nodes, with tasks on each where there are several: <c>3x2 7</c>.</param>
/// <param name="Began">In milliseconds.</param>
/// <param name="Ended">In milliseconds; null while it lasts.</param>
public sealed record Placement(
    JobId Job, string Tenant, string Resource, long Milli, string Nodes, long Began, long? Ended);
