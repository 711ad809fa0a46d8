using System.Numerics;
using System.Runtime.Intrinsics;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Fragmentation;

/// <summary>
/// Measures how much of a node's idle accelerators a target mix cannot use (FGD, ATC'23, section 4.2, formulas 1 to 3).
/// Hot: a placement measures some hundred states of nodes. FragmentationGaugeTests says the same in plain loops.
/// </summary>
public sealed class FragmentationGauge
{
    private readonly ClassColumns _classes;
    private readonly bool[][] _admits;

    /// <summary>A gauge for one mix on one fleet.</summary>
    /// <param name="mix">The tasks that idle accelerators are judged against.</param>
    /// <param name="chipModels">Models of the fleet.</param>
    public FragmentationGauge(TargetMix mix, ChipModels chipModels)
    {
        _classes = new ClassColumns(mix);
        var admitted = mix.Classes.Select(entry => chipModels.AdmittedBy(entry.Request)).ToList();
        _admits = [.. Enumerable.Range(0, chipModels.Count)
            .Select(model => admitted.Select(byModel => byModel[model]).ToArray())];
    }

    /// <summary>Splits the idle accelerators of a node as it is in <paramref name="pool"/>.</summary>
    public IdleGpu Measure(NodePool pool, int node) =>
        Measure(pool.CpuLeft(node), pool.GpuLeft(node), pool.GpuIdle(node), pool.ChipModel(node));

    /// <summary>Splits the idle accelerators of a node in any state.</summary>
    /// <param name="cpuLeft">CPU left in thousandths of a core.</param>
    /// <param name="gpuLeft">Thousandths left on each accelerator; the length is a multiple of 8,
    /// absent ones have 0.</param>
    /// <param name="idle">Sum of <paramref name="gpuLeft"/>.</param>
    /// <param name="chipModel">Index of the node's chip model.</param>
    public IdleGpu Measure(long cpuLeft, ReadOnlySpan<int> gpuLeft, int idle, int chipModel)
    {
        if (idle == 0) return default;

        double q1 = 0, q2 = 0, q3 = 0, q4 = 0, xl = 0, xr = 0, na = 0;
        var admits = _admits[chipModel];
        for (var index = 0; index < admits.Length; index++)
        {
            var frequency = _classes.Frequency[index];
            var cpuSuffices = cpuLeft >= _classes.CpuMillicores[index];
            if (_classes.GpuCount[index] == 0)
            {
                if (cpuSuffices) xl += frequency * idle;
                else xr += frequency * idle;
            }
            else if (!admits[index])
            {
                na += frequency * idle;
            }
            else
            {
                var usable = UsableBy(index, gpuLeft, out var gpus);
                if (gpus < _classes.GpuCount[index])
                {
                    if (cpuSuffices) q2 += frequency * idle;
                    else q1 += frequency * idle;
                }
                else if (cpuSuffices)
                {
                    q2 += frequency * (idle - usable);
                    q3 += frequency * usable;
                }
                else
                {
                    q4 += frequency * idle;
                }
            }
        }

        return new IdleGpu(q1, q2, q3, q4, xl, xr, na);
    }

    // Thousandths on the accelerators that have enough left for the class, and how many those are.
    private int UsableBy(int index, ReadOnlySpan<int> gpuLeft, out int gpus)
    {
        var asked = Vector256.Create(_classes.GpuMilli[index]);
        var usable = Vector256<int>.Zero;
        gpus = 0;
        for (var lane = 0; lane < gpuLeft.Length; lane += Vector256<int>.Count)
        {
            var left = Vector256.Create(gpuLeft[lane..]);
            var enough = Vector256.GreaterThanOrEqual(left, asked);
            gpus += BitOperations.PopCount(enough.ExtractMostSignificantBits());
            usable += left & enough;
        }

        return Vector256.Sum(usable);
    }

    /// <summary>The classes of a mix, a column a quantity.</summary>
    private sealed class ClassColumns(TargetMix mix)
    {
        public readonly double[] Frequency = [.. mix.Classes.Select(entry => entry.Frequency)];
        public readonly long[] CpuMillicores = [.. mix.Classes.Select(entry => entry.Request.CpuMillicores)];
        public readonly int[] GpuCount = [.. mix.Classes.Select(entry => entry.Request.GpuCount)];
        public readonly int[] GpuMilli = [.. mix.Classes.Select(entry => entry.Request.GpuMilli)];
    }
}
