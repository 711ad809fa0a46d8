using Headroom.Sizing.Advice;

namespace Headroom.Sizing.Tests.Advice;

public sealed class TuneEstimateTests
{
    private static readonly Hardware Chip = new(Teraflops: 312, MemoryGb: 80, PowerWatts: 400);

    [Fact]
    public void All_weights_of_seven_billion_take_16_bytes_each_and_several_chips()
    {
        var full = TuneEstimate.Of(TuneKind.Full, 7e9, 1e9, Chip)!;
        var adapter = TuneEstimate.Of(TuneKind.Adapter, 7e9, 1e9, Chip)!;

        Assert.True(full.Bytes >= 16 * 7e9 && full.Chips is >= 2 and <= 8, full.ToString());
        Assert.Equal(1, adapter.Chips);
        Assert.InRange(adapter.Bytes, 14e9, 64e9);
        Assert.Equal(8 * 7e18, full.Operations);
        Assert.Equal(6 * 7e18, adapter.Operations);

        // 42e18 operations at half of 312e12 a second.
        Assert.Equal(42e18 / 156e12 / 3600, adapter.Hours(Chip, 0.5, 1), 9);
    }

    [Fact]
    public void Reading_takes_less_than_adapting_and_adapting_less_than_training()
    {
        foreach (var size in (double[])[1e8, 1e9, 7e9, 70e9, 400e9])
        {
            var read = TuneEstimate.Of(TuneKind.Evaluate, size, 1e6, Chip)!;
            var adapter = TuneEstimate.Of(TuneKind.Adapter, size, 1e6, Chip)!;
            if (TuneEstimate.Of(TuneKind.Full, size, 1e6, Chip) is not { } full)
            {
                // Activations of the largest fit on no number of these chips.
                Assert.Equal(400e9, size);
                continue;
            }

            Assert.True(read.Operations < adapter.Operations && adapter.Operations < full.Operations);
            Assert.True(read.Chips <= adapter.Chips && adapter.Chips <= full.Chips, $"{read} {adapter} {full}");
            Assert.True(Chip.UsableBytes * adapter.Chips >= adapter.Bytes);
        }
    }

    [Fact]
    public void Quantising_takes_no_chip() => Assert.Equal(
        new TuneEstimate(14e9, 0, 0), TuneEstimate.Of(TuneKind.Quantise, 7e9, 1, Chip));
}
