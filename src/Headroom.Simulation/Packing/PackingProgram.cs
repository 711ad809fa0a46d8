using Google.OrTools.LinearSolver;
using Headroom.Cluster;
using Headroom.Scheduling.Sharing;
using Headroom.Scheduling.Workloads;

namespace Headroom.Simulation.Packing;

/// <summary>
/// The linear program behind <see cref="PackingBound"/>, solved by column generation over patterns of parts.
/// </summary>
internal sealed class PackingProgram
{
    // Each round adds the best pattern of every shape; the optimum is reached in far fewer.
    private const int RoundsMax = 500;
    private const double Tolerance = 1e-7;

    // Cores, GiB and whole accelerators: the solver wants numbers of like size.
    private const double Thousand = 1000;
    private const double MiBPerGiB = 1024;

    private readonly Solver _solver;
    private readonly IReadOnlyList<ShapeRows> _shapes;
    private readonly int[] _sizes;

    public PackingProgram(Solver solver, IReadOnlyList<Node> nodes, IReadOnlyCollection<RequestCount> arrived)
    {
        _solver = solver;
        _solver.Objective().SetMaximization();
        _sizes = [.. arrived
            .Where(entry => entry.Request.GpuCount == 1 && entry.Request.GpuMilli < TaskRequest.WholeGpuMilli)
            .Select(entry => entry.Request.GpuMilli).Distinct().OrderDescending()];
        _shapes = [.. nodes.CountBy(node => node with { Name = "" })
            .Select(shape => new ShapeRows(solver, shape.Key, shape.Value, _sizes))];
        foreach (var entry in arrived) AddTasks(entry);
    }

    /// <summary>The most accelerators that can be allocated.</summary>
    public double Maximise()
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var status = _solver.Solve();
            if (status != Solver.ResultStatus.OPTIMAL)
            {
                throw new InvalidOperationException(
                    $"the linear program of the packing bound ended as {status} in round {round}");
            }

            if (!AddPatterns()) break;
        }

        return _solver.Objective().Value();
    }

    // One variable for each shape: how many of these tasks run there.
    private void AddTasks(RequestCount entry)
    {
        var request = entry.Request;
        var atMost = _solver.MakeConstraint(0, entry.Count);
        foreach (var shape in _shapes.Where(shape => shape.Takes(request)))
        {
            var tasks = _solver.MakeNumVar(0, double.PositiveInfinity, "");
            atMost.SetCoefficient(tasks, 1);
            _solver.Objective().SetCoefficient(tasks, request.GpuMilliTotal / Thousand);
            shape.Use(tasks, request, Array.IndexOf(_sizes, request.GpuMilli));
        }
    }

    // Prices are read before the first pattern is added: a changed program has none.
    private bool AddPatterns()
    {
        if (_sizes.Length == 0) return false;

        var priced = _shapes.Select(shape => (Shape: shape, Prices: shape.PartPrices(_sizes), shape.GpuPrice)).ToList();
        var added = false;
        foreach (var (shape, prices, gpuPrice) in priced)
        {
            var (value, counts) = Knapsack.BestPattern(prices, TaskRequest.WholeGpuMilli);
            if (value <= gpuPrice + Tolerance) continue;

            shape.AddPattern(_solver.MakeNumVar(0, double.PositiveInfinity, ""), counts);
            added = true;
        }

        return added;
    }

    /// <summary>The limits of all nodes of one shape together.</summary>
    private sealed class ShapeRows
    {
        private readonly Node _shape;
        private readonly Constraint _cpu;
        private readonly Constraint _memory;
        private readonly Constraint _gpus;
        private readonly Constraint[] _parts;

        public ShapeRows(Solver solver, Node shape, int count, int[] sizes)
        {
            _shape = shape;
            _cpu = solver.MakeConstraint(0, shape.CpuMillicores / Thousand * count);
            _memory = solver.MakeConstraint(0, shape.MemoryMiB / MiBPerGiB * count);
            _gpus = solver.MakeConstraint(0, (double)shape.GpuCount * count);
            _parts = [.. sizes.Select(_ => solver.MakeConstraint(double.NegativeInfinity, 0))];
        }

        public double GpuPrice => Math.Abs(_gpus.DualValue());

        public bool Takes(TaskRequest request) =>
            request.CpuMillicores <= _shape.CpuMillicores && request.MemoryMiB <= _shape.MemoryMiB &&
            request.GpuCount <= _shape.GpuCount && (request.GpuCount == 0 || request.Admits(_shape.ChipModel));

        public void Use(Variable tasks, TaskRequest request, int size)
        {
            _cpu.SetCoefficient(tasks, request.CpuMillicores / Thousand);
            _memory.SetCoefficient(tasks, request.MemoryMiB / MiBPerGiB);
            if (size >= 0) _parts[size].SetCoefficient(tasks, 1);
            else _gpus.SetCoefficient(tasks, request.GpuCount);
        }

        public IReadOnlyList<SizePrice> PartPrices(int[] sizes) =>
            [.. sizes.Select((size, index) => new SizePrice(size, Math.Abs(_parts[index].DualValue())))];

        // One accelerator cut up in this way gives so many parts of each size.
        public void AddPattern(Variable gpus, int[] counts)
        {
            _gpus.SetCoefficient(gpus, 1);
            for (var size = 0; size < counts.Length; size++)
                if (counts[size] > 0) _parts[size].SetCoefficient(gpus, -counts[size]);
        }
    }
}
