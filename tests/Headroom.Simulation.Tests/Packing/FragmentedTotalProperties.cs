using CsCheck;
using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement;
using Headroom.Scheduling.Workloads;
using Headroom.Simulation.Packing;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

public sealed class FragmentedTotalProperties
{
    [Fact]
    public void The_running_total_is_the_sum_over_all_nodes() =>
        Gen.Select(Gens.Fleet, Gens.Requests).Sample((nodes, requests) =>
        {
            var pool = new NodePool(nodes);
            var classes = new TaskClasses(pool.ChipModels);
            var gauge = new FragmentationGauge(TargetMix.Of(RequestCount.Of(requests)), pool.ChipModels);
            var total = new FragmentedTotal(pool, gauge);
            var policy = new RandomPlacement(pool, bound => bound - 1);
            foreach (var task in requests.Select(classes.Of))
            {
                if (policy.Choose(task) is { } placement) pool.Allocate(task, placement);

                Assert.Equal(
                    Enumerable.Range(0, pool.Count).Sum(node => gauge.Measure(pool, node).Fragmented),
                    total.Now(),
                    1e-6);
            }
        });
}
