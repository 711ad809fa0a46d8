using CsCheck;
using Headroom.Simulation.Packing;

namespace Headroom.Simulation.Tests.Packing;

public sealed class CurveRecorderTests
{
    [Fact]
    public void A_point_is_the_mean_of_the_rows_that_round_to_its_percent()
    {
        var recorder = new CurveRecorder(gpuMilli: 1_000, lastPercent: 3);
        recorder.Add(arrivedMilli: 16, allocatedMilli: 10, fragmentedMilli: 99);
        recorder.Add(arrivedMilli: 24, allocatedMilli: 20, fragmentedMilli: 49);

        Assert.Equal(new PackingCurvePoint(2, 1.5, 7.4, (10 + 5) / 2.0), recorder.Curve()[2]);
    }

    [Fact]
    public void Half_a_percent_goes_to_the_even_side()
    {
        var recorder = new CurveRecorder(gpuMilli: 1_000, lastPercent: 3);
        recorder.Add(arrivedMilli: 5, allocatedMilli: 0, fragmentedMilli: 0);
        recorder.Add(arrivedMilli: 25, allocatedMilli: 20, fragmentedMilli: 0);

        Assert.Equal([0, 1, 2, 2], recorder.Curve().Select(point => point.Allocated));
    }

    [Fact]
    public void A_percent_on_which_nothing_arrived_takes_the_rows_of_its_neighbours_or_stays_empty()
    {
        var recorder = new CurveRecorder(gpuMilli: 1_000, lastPercent: 5);
        recorder.Add(arrivedMilli: 10, allocatedMilli: 10, fragmentedMilli: 0);
        recorder.Add(arrivedMilli: 30, allocatedMilli: 20, fragmentedMilli: 0);

        Assert.Equal([1, 1, 1.5, 2, 2, null], recorder.Curve().Select(point => point.Allocated));
    }

    [Fact]
    public void What_arrives_beyond_the_last_point_is_left_out()
    {
        var recorder = new CurveRecorder(gpuMilli: 1_000, lastPercent: 1);
        recorder.Add(arrivedMilli: 5_000, allocatedMilli: 1_000, fragmentedMilli: 0);

        Assert.All(recorder.Curve(), point => Assert.Null(point.Allocated));
    }

    [Fact]
    public void A_full_fleet_has_nothing_fragmented()
    {
        var recorder = new CurveRecorder(gpuMilli: 1_000, lastPercent: 100);
        recorder.Add(arrivedMilli: 1_000, allocatedMilli: 1_000, fragmentedMilli: 0);

        Assert.Equal(new PackingCurvePoint(100, 100, 0, 0), recorder.Curve()[100]);
    }

    [Fact]
    public void Whole_numbers_add_up_to_their_sum_in_any_order() =>
        Gen.Int[-1_000_000, 1_000_000].Array[0, 1_500].Sample(numbers =>
            Assert.Equal(
                numbers.Sum(number => (double)number), PairwiseSum.Of([.. numbers.Select(number => (double)number)])));
}
