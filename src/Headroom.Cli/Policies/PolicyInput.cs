using Headroom.Cli.Remote;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Traces.Policies;

namespace Headroom.Cli.Policies;

/// <summary>A policy in a file, which is checked against the nodes of the pool before it is sent.</summary>
internal static class PolicyInput
{
    /// <summary>The text of the file.</summary>
    /// <exception cref="Traces.TraceFormatException">It has faults: each with its line and key.</exception>
    public static async Task<string> ReadAsync(ServerCall call, string path, CancellationToken cancellation)
    {
        var text = PolicyFile.TextOf(path);
        var nodes = await call.AskAsync(client => client.NodesAsync(cancellation), cancellation);
        var fleet = new Fleet
        {
            Nodes =
            [
                .. nodes.Select(node =>
                    new Node(node.Name, node.CpuMillicores, node.MemoryMib, node.Gpus, node.Model)),
            ],
        };
        PolicyFile.Parse(path, text, new Resources(fleet));
        return text;
    }
}
