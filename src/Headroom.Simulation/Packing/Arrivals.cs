using Headroom.Cluster;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Packing;

/// <summary>
/// The order in which a workload arrives, and the order in which nodes win ties: both drawn from one seed, as in the
/// published experiment (FGD, ATC'23, artifact, "tune").
/// </summary>
internal sealed class Arrivals
{
    // The published simulator starts ten reflectors that draw once each between the arrivals and the nodes.
    private const int DrawsBeforeNodes = 10;

    /// <summary>Draws the orders of one seed.</summary>
    public Arrivals(IReadOnlyList<Node> nodes, IReadOnlyList<RecordedTask> tasks, PackingOptions options)
    {
        Chance = new GoRandom(options.Seed);
        Chance.NextInt63();
        var byName = tasks.OrderBy(task => task.Name, StringComparer.Ordinal).ToArray();
        var target = (long)Math.Round(
            options.Inflation * nodes.Sum(node => (long)node.GpuMilli), MidpointRounding.AwayFromZero);
        Tasks = Tune(byName, target);

        for (var draw = 0; draw < DrawsBeforeNodes; draw++) Chance.NextInt63();
        var nodesByName = nodes.OrderBy(node => node.Name, StringComparer.Ordinal).ToArray();
        var priority = Chance.Permutation(nodesByName.Length);
        Array.Sort(priority, nodesByName);
        Nodes = nodesByName;
    }

    /// <summary>Requests in the order in which they arrive.</summary>
    public IReadOnlyList<TaskRequest> Tasks { get; }

    /// <summary>Nodes in the order in which they win ties.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The generator, for a policy that goes on drawing from it.</summary>
    public GoRandom Chance { get; }

    // Shuffles, then adds or removes tasks until the demand for accelerators meets the target.
    private List<TaskRequest> Tune(RecordedTask[] byName, long target)
    {
        var arriving = byName.Select(task => task.Request).ToList();
        Chance.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(arriving));
        var demand = arriving.Sum(request => (long)request.GpuMilliTotal);
        if (demand < target) Grow(arriving, byName, target - demand);
        else Shrink(arriving, demand - target);

        return arriving;
    }

    private void Grow(List<TaskRequest> arriving, RecordedTask[] byName, long missing)
    {
        while (true)
        {
            var added = byName[Chance.Below(byName.Length)].Request;

            // One accelerator's part and not all of them: the published simulator stops by that.
            if (added.GpuMilli > missing) return;
            if (arriving.Count >= PackingReplay.ArrivalsMax) return;

            arriving.Add(added);
            missing -= added.GpuMilliTotal;
        }
    }

    private void Shrink(List<TaskRequest> arriving, long excess)
    {
        while (excess > 0)
        {
            var index = Chance.Below(arriving.Count);
            excess -= arriving[index].GpuMilliTotal;
            arriving.RemoveAt(index);
        }
    }
}
