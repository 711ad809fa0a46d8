using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm.Calls;
using Headroom.Engines.Slurm.Runs;

namespace Headroom.Engines.Slurm;

/// <summary>Writes an order as a submission to Slurm, or says why it cannot be one.</summary>
internal sealed class SlurmOrder(SlurmEngineOptions options, RunShelf shelf)
{
    private const int MillicoresPerCpu = 1000;

    /// <summary>What is wrong with an order for these nodes; null when nothing is.</summary>
    public EngineRefusal? Refusal(RunOrder order, IReadOnlyDictionary<string, DiscoveredNode> nodes)
    {
        if (order.Tasks.FirstOrDefault(task => !nodes.ContainsKey(task.Node)) is { } unknown)
        {
            return new EngineRefusal(
                RefusalReason.UnknownNode,
                $"The cluster {options.Name} has no node '{unknown.Node}' that it may use; see 'sinfo -N'.");
        }

        var first = order.Tasks[0];
        if (order.Tasks.Any(task => task.Gpus.Count != first.Gpus.Count || task.GpuMilli != first.GpuMilli))
            return NotHere("Tasks of one job of Slurm need equally many accelerators; order them one by one.");

        if (order.Tasks.CountBy(task => task.Node).Select(pair => pair.Value).Distinct().Skip(1).Any())
            return NotHere("Tasks of one job of Slurm are spread evenly over its nodes; order them one by one.");

        if (first.GpuMilli < TaskRequest.WholeGpuMilli && first.Gpus.Count > 0 && options.ShardsPerGpu == 0)
        {
            return NotHere(
                $"The cluster {options.Name} does not share accelerators; ask for whole ones, or set up gres/shard.");
        }

        var most = order.Tasks.GroupBy(task => task.Node)
            .FirstOrDefault(group => group.Max(task => task.Gpus.Count) > nodes[group.Key].Gpus.Count);
        return most is null
            ? null
            : NotHere($"Node '{most.Key}' has {nodes[most.Key].Gpus.Count} accelerators; ask for no more than that.");
    }

    /// <summary>The submission of an order that is not refused.</summary>
    public SlurmSubmission SubmissionOf(RunOrder order, IReadOnlyDictionary<string, DiscoveredNode> nodes)
    {
        var files = shelf.Of(order.Id);
        var names = order.Tasks.Select(task => task.Node).Distinct(StringComparer.Ordinal).ToList();
        var tasksPerNode = order.Tasks.Count / names.Count;
        return new SlurmSubmission
        {
            Name = order.Id.Text,
            Comment = RunMark.Of(options.Pool, order).ToString(),
            Script = RunShelf.Script,
            Arguments = [order.WorkingDirectory, $"{order.Tasks.Count}", .. order.Command],
            Environment = order.Environment,
            EnvironmentFile = files.Environment,
            Output = files.Log(LogStream.Output),
            Error = files.Log(LogStream.Error),
            Nodes = options.Placement == SlurmPlacement.Node ? ValueList.From(names) : [],
            NodeCount = names.Count,
            TaskCount = order.Tasks.Count,
            CpusPerTask = (int)Math.Max(1, (order.Limits.CpuMillicores + MillicoresPerCpu - 1) / MillicoresPerCpu),
            MemoryMiBPerNode = order.Limits.MemoryMiB * tasksPerNode,
            GresPerNode = GresOf(order.Tasks[0], tasksPerNode, nodes[names[0]]),
            Minutes = MinutesOf(order),
            Partition = options.Partition,
            Account = options.Account,
            Qos = options.Qos,
            Reservation = options.Reservation,
        };
    }

    private string GresOf(RunTask task, int tasksPerNode, DiscoveredNode node)
    {
        if (task.Gpus.Count == 0) return "";

        if (task.GpuMilli < TaskRequest.WholeGpuMilli)
        {
            const int Whole = TaskRequest.WholeGpuMilli;
            var shards = (task.GpuMilli * options.ShardsPerGpu + Whole - 1) / Whole;
            return $"shard:{shards * tasksPerNode}";
        }

        var model = node.Gpus[0].Model;
        var isNamed = options.Placement == SlurmPlacement.Cluster && model != GresList.AnyModel;
        return $"gpu:{(isNamed ? $"{model}:" : "")}{task.Gpus.Count * tasksPerNode}";
    }

    // A minute more than it may need, since ours ends it in time: Slurm's is for when nobody of ours is there.
    private static long? MinutesOf(RunOrder order)
    {
        if (order.Limits.Time is not { } time) return null;

        var stop = order.Stop.Grace + (order.Stop.Checkpoint is null ? TimeSpan.Zero : order.Stop.CheckpointWait);
        return (long)Math.Ceiling((time + stop).TotalMinutes) + 1;
    }

    private static EngineRefusal NotHere(string sentence) => new(RefusalReason.NotPossibleHere, sentence);
}
