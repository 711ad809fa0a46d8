using CsCheck;
using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Workloads;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Fragmentation;

public sealed class FragmentationGaugeTests
{
    private static readonly string[] Models = ["A", "B", "C", ""];

    private static readonly Gen<int> LeftMilli =
        Gen.Frequency((1, Gen.Const(0)), (2, Gen.Const(1_000)), (3, Gen.Int[0, 1_000]));

    [Fact]
    public void The_gauge_splits_as_plain_loops_do() =>
        Gen.Select(
            Gens.Requests,
            Gen.Long[0, 40_000],
            Gen.OneOf(8, 16).SelectMany(slots => LeftMilli.Array[slots]),
            Gen.Int[0, 3])
            .Sample((workload, cpu, left, model) =>
            {
                var mix = TargetMix.Of(RequestCount.Of(workload));
                var measured = new FragmentationGauge(mix, ChipModelsOf(Models)).Measure(cpu, left, left.Sum(), model);

                Assert.Equal(Plainly(mix, cpu, left, Models[model]), measured);
            });

    [Fact]
    public void Every_idle_thousandth_is_counted_once() =>
        Gen.Select(Gens.Requests, Gen.Long[0, 40_000], LeftMilli.Array[8], Gen.Int[0, 3])
            .Sample((workload, cpu, left, model) =>
            {
                var idle = new FragmentationGauge(TargetMix.Of(RequestCount.Of(workload)), ChipModelsOf(Models))
                    .Measure(cpu, left, left.Sum(), model);

                Assert.Equal(left.Sum(), idle.Usable + idle.Fragmented, 1e-6);
            });

    [Fact]
    public void Nothing_is_fragmented_where_nothing_is_known() =>
        Assert.Equal(
            default,
            new FragmentationGauge(TargetMix.Of([]), ChipModelsOf(Models))
                .Measure(1_000, [500, 0, 0, 0, 0, 0, 0, 0], 500, 0));

    // The definition of the paper, one class after the other, with the published order of additions.
    private static IdleGpu Plainly(TargetMix mix, long cpu, int[] left, string model)
    {
        var idle = left.Sum();
        var sums = new double[7];
        foreach (var (request, frequency) in mix.Classes)
        {
            var cpuSuffices = cpu >= request.CpuMillicores;
            var gpusSuffice = left.Count(milli => milli >= request.GpuMilli) >= request.GpuCount;
            var tooSmall = left.Where(milli => milli < request.GpuMilli).Sum();
            if (request.GpuCount == 0) sums[cpuSuffices ? 4 : 5] += frequency * idle;
            else if (!request.Admits(model)) sums[6] += frequency * idle;
            else if (gpusSuffice && cpuSuffices)
                (sums[1], sums[2]) = (sums[1] + frequency * tooSmall, sums[2] + frequency * (idle - tooSmall));
            else if (gpusSuffice) sums[3] += frequency * idle;
            else sums[cpuSuffices ? 1 : 0] += frequency * idle;
        }

        return new IdleGpu(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
    }

    internal static ChipModels ChipModelsOf(IEnumerable<string> names)
    {
        var models = new ChipModels();
        foreach (var name in names) models.IndexOf(name);
        return models;
    }
}
