using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Openb;

/// <summary>
/// Reads the node and task lists of the Alibaba GPU cluster trace of 2023 and files of the same form.
/// </summary>
public static class OpenbReader
{
    /// <summary>Most nodes of one list.</summary>
    public const int NodeCountMax = 1_000_000;

    /// <summary>Most tasks of one list.</summary>
    public const int TaskCountMax = 10_000_000;

    /// <summary>
    /// Most CPU (thousandths of a core) or memory (MiB) of one node or task; sums over the largest list stay within
    /// 64 bits.
    /// </summary>
    public const long AmountMax = Fleet.AmountMax;

    private delegate T RowReader<out T>(ref TableRow row, long line);

    /// <summary>
    /// Reads a node list, compressed by gzip or not, in the order of the file; at least one node, names unique.
    /// </summary>
    /// <exception cref="TraceFormatException">
    /// Any line is at fault: an experiment with a part of its fleet would mean nothing.
    /// </exception>
    public static IReadOnlyList<Node> ReadNodes(string path)
    {
        using var table = Table.Open(path, NodeForm.Form);
        return ReadAll(table, new NodeForm(table.Header).Read, NodeCountMax);
    }

    /// <summary>
    /// Reads a task list that is to run on <paramref name="nodes"/>, compressed by gzip or not, in the order of the
    /// file; at least one task, names unique. Shares are cut to a whole accelerator, and a task without accelerators
    /// keeps neither share nor models.
    /// </summary>
    /// <exception cref="TraceFormatException">
    /// Any line is at fault, or a task asks for more than the largest node has of one resource.
    /// </exception>
    public static IReadOnlyList<RecordedTask> ReadTasks(string path, IReadOnlyList<Node> nodes)
    {
        using var table = Table.Open(path, TaskForm.Form);
        return ReadAll(table, new TaskForm(table.Header, LargestNode.Of(nodes)).Read, TaskCountMax);
    }

    private static List<T> ReadAll<T>(Table table, RowReader<T> read, int countMax)
    {
        var items = new List<T>();
        while (table.MoveNext())
        {
            var row = table.Row;
            var item = read(ref row, table.Line);
            if (row.Fault is { } fault) throw table.Refused(fault);
            if (items.Count == countMax)
                throw table.Refused(new($"there are more than {countMax} lines", "split the list"));

            items.Add(item);
        }

        return items.Count > 0
            ? items
            : throw table.RefusedWhole(new("there is no line below the header", "write one line for each"));
    }
}
