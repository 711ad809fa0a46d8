using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Cluster;
using Headroom.Traces.Openb;

namespace Headroom.Cli.Replay;

/// <summary>A workload to be packed, with the nodes that it is packed on.</summary>
/// <param name="Name">File name without folder and <c>.csv</c>.</param>
/// <param name="Nodes">The cluster, shared by all traces of one command.</param>
/// <param name="Tasks">The workload.</param>
internal sealed record PackingTrace(string Name, IReadOnlyList<Node> Nodes, IReadOnlyList<RecordedTask> Tasks)
{
    /// <summary>Reads the traces of one command; the samples when neither option is given.</summary>
    public static IReadOnlyList<PackingTrace> ReadAll(string? nodesPath, IReadOnlyList<string> podsPaths)
    {
        if (nodesPath is null != (podsPaths.Count == 0))
        {
            throw new CommandFailure(
                ExitCode.WrongUse, "--nodes and --pods belong together; give both, or neither for the sample.");
        }

        var nodes = ReadNodes(nodesPath ?? Samples.PackingNodes);
        var paths = nodesPath is null ? [Samples.PackingPods] : podsPaths;
        return [.. paths.Select(path => new PackingTrace(Files.TraceName(path), nodes, ReadTasks(path, nodes)))];
    }

    private static IReadOnlyList<Node> ReadNodes(string path)
    {
        var nodes = OpenbReader.ReadNodes(path);
        return nodes.Any(node => node.GpuCount > 0)
            ? nodes
            : throw new CommandFailure(
                ExitCode.WrongUse, $"{path}: no node has a GPU; name a node list that has some.");
    }

    private static IReadOnlyList<RecordedTask> ReadTasks(string path, IReadOnlyList<Node> nodes)
    {
        var tasks = OpenbReader.ReadTasks(path, nodes);
        return tasks.Any(task => task.Request.GpuCount > 0)
            ? tasks
            : throw new CommandFailure(
                ExitCode.WrongUse, $"{path}: no pod asks for a GPU; name a pod list with some that do.");
    }
}
