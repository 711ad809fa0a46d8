using Headroom.Cluster;

namespace Headroom.Traces.Openb;

/// <summary>Reads the node and task lists of the Alibaba GPU cluster trace of 2023 and files of the same form.</summary>
public static class OpenbReader
{
    /// <summary>Reads a node list.</summary>
    /// <exception cref="TraceFormatException">Any line is at fault: an experiment with a part of its fleet would mean nothing.</exception>
    public static IReadOnlyList<Node> ReadNodes(string path) => throw new NotSupportedException();

    /// <summary>Reads a task list that is to run on <paramref name="nodes"/>.</summary>
    /// <exception cref="TraceFormatException">Any line is at fault, or a task asks for more than the largest node has of one resource.</exception>
    public static IReadOnlyList<RecordedTask> ReadTasks(string path, IReadOnlyList<Node> nodes) => throw new NotSupportedException();
}
