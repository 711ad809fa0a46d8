using Google.OrTools.LinearSolver;
using Headroom.Cluster;
using Headroom.Scheduling.Workloads;

namespace Headroom.Simulation.Packing;

/// <summary>
/// What no placement can exceed: a linear program that knows every arrival and may turn any of them away. Nodes of
/// one shape are taken together, and parts of accelerators are combined in whole patterns (Gilmore and Gomory,
/// 1961), since 810 thousandths never share an accelerator with 470; both make the bound larger than what can be
/// reached, never smaller.
/// </summary>
public static class PackingBound
{
    /// <summary>
    /// Most accelerators, in percent of the fleet, that any placement of the arrivals up to
    /// <paramref name="arrivedPercent"/> can allocate.
    /// </summary>
    /// <param name="nodes">The fleet.</param>
    /// <param name="tasks">The workload, of which the options' seed draws the arrivals.</param>
    /// <param name="options">Seed and inflation; the policy does not matter.</param>
    /// <param name="arrivedPercent">Arrived demand in percent of the fleet's accelerators, at least 0.</param>
    /// <exception cref="ArgumentException">No task or no node has an accelerator, or an option is out
    /// of its range.</exception>
    /// <exception cref="InvalidOperationException">The solver found no optimum.</exception>
    public static double Allocated(
        IReadOnlyList<Node> nodes, IReadOnlyList<RecordedTask> tasks, PackingOptions options, int arrivedPercent)
    {
        options.Check(nodes, tasks);
        var gpuMilli = nodes.Sum(node => (long)node.GpuMilli);
        var arrived = UpTo(new Arrivals(nodes, tasks, options).Tasks, gpuMilli * arrivedPercent / 100);
        using var solver = Solver.CreateSolver("GLOP");
        var program = new PackingProgram(solver, nodes, RequestCount.Of(arrived));
        return 100 * program.Maximise() * TaskRequest.WholeGpuMilli / gpuMilli;
    }

    private static IEnumerable<TaskRequest> UpTo(IReadOnlyList<TaskRequest> arrivals, long demandMilli)
    {
        var demand = 0L;
        return arrivals.TakeWhile(request => (demand += request.GpuMilliTotal) <= demandMilli);
    }
}
