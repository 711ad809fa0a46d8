using CsCheck;
using Headroom.Cluster;
using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Workloads;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Fragmentation;

public sealed class TargetMixTests
{
    [Fact]
    public void Classes_are_kept_until_they_make_up_95_percent()
    {
        var mix = TargetMix.Of(
            [new(Some.Share(470), 94), new(Some.Share(530), 1), new(Some.Share(100), 5)]);

        Assert.Equal([470, 100], mix.Classes.Select(entry => entry.Request.GpuMilli));
        Assert.Equal(94.0 / 100 / (99.0 / 100), mix.Classes[0].Frequency);
    }

    [Fact]
    public void Memory_tells_no_classes_apart() =>
        Assert.Single(TargetMix.Of(RequestCount.Of([Some.Share(470, memory: 1), Some.Share(470, memory: 2)])).Classes);

    [Fact]
    public void Equally_frequent_classes_come_largest_first()
    {
        TaskRequest[] requests =
        [
            Some.Share(470), Some.Share(530), Some.Request(models: "A"), Some.Request(models: "B"),
            Some.Share(1, cpu: 9_000),
        ];

        var mix = TargetMix.Of(RequestCount.Of(requests));

        Assert.Equal(
            ["1 ", "1000 B", "1000 A", "530 ", "470 "],
            mix.Classes.Select(entry => $"{entry.Request.GpuMilli} {entry.Request.ChipModels}"));
    }

    [Fact]
    public void Frequencies_add_up_to_one_and_fall() =>
        Gens.Requests.Sample(workload =>
        {
            var frequencies = TargetMix.Of(RequestCount.Of(workload)).Classes.Select(entry => entry.Frequency).ToList();

            Assert.Equal(1, frequencies.Sum(), 1e-12);
            Assert.Equal(frequencies.OrderDescending(), frequencies);
        });

    [Fact]
    public void The_order_of_the_workload_does_not_matter() =>
        Gens.Requests.Sample(workload => Assert.Equal(
            TargetMix.Of(RequestCount.Of(workload)).Classes,
            TargetMix.Of(RequestCount.Of(workload.Reverse())).Classes));
}
