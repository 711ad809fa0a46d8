using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Tests.Rooms;

public sealed class SliceSlotsTests
{
    private const uint BeyondEight = 0xff00;

    [Fact]
    public void A_small_slice_goes_to_the_end_of_an_empty_accelerator() =>
        Assert.Equal(6, SliceSlots.Best(BeyondEight | 0x80, 1, starts: 0x7f));

    [Fact]
    public void A_slice_leaves_the_longest_run_whole()
    {
        // Free: slots 0 to 3 and 5. The single slot is used up before the run of four is broken.
        Assert.Equal(5, SliceSlots.Best(BeyondEight | 0b1101_0000, 1, starts: 0x7f));
    }

    [Fact]
    public void Of_equal_runs_the_fewest_pieces_are_left()
    {
        // Free: slots 0 to 2, 4 and 6 to 7. Slot 4 leaves runs of 3 and 2; every other leaves more or shorter ones.
        Assert.Equal(4, SliceSlots.Best(BeyondEight | 0b0010_1000, 1, starts: 0x7f));
    }

    [Fact]
    public void A_slice_that_fits_nowhere_has_no_start()
    {
        Assert.Equal(-1, SliceSlots.Best(BeyondEight | 0b0001_0000, 8, starts: 1));
        Assert.Equal(-1, SliceSlots.First(0b0001_0001, 4, starts: 0b0001_0001));
    }

    [Theory]
    [InlineData(0u, 1, 0x7fu, 7)]
    [InlineData(0u, 2, 0b1_0101u, 3)]
    [InlineData(0u, 4, 0b1_0001u, 2)]
    [InlineData(0b10u, 2, 0b1_0101u, 2)]
    [InlineData(0u, 2, 0b11u, 1)]
    public void Equal_slices_are_counted(uint taken, int slots, uint starts, int count) =>
        Assert.Equal(count, SliceSlots.CountOf(taken, slots, starts));
}
