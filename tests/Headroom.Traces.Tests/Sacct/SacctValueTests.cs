using CsCheck;
using Headroom.Traces.Sacct;

namespace Headroom.Traces.Tests.Sacct;

public sealed class SacctValueTests
{
    [Theory]
    [InlineData("00:00:00", 0)]
    [InlineData("02:03:04", 7_384_000)]
    [InlineData("1-02:03:04", 93_784_000)]
    [InlineData("400-00:00:00", 34_560_000_000)]
    [InlineData("03:04", 184_000)]
    [InlineData("03:04.567", 184_567)]
    [InlineData("00:00.0004", 0)]
    [InlineData("48:00:00", 172_800_000)]
    [InlineData("90:00", 5_400_000)]
    [InlineData("2-12:30", 217_800_000)]
    [InlineData("2-12", 216_000_000)]
    public void Spans_of_time_read(string text, long milliseconds)
    {
        Assert.True(SacctTime.TrySpan(text, out var read));
        Assert.Equal(milliseconds, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("-1:00")]
    [InlineData("1:2:3:4")]
    [InlineData("00:60:00")]
    [InlineData("00:00:60")]
    [InlineData("1--02:03:04")]
    [InlineData("00:00.")]
    [InlineData("00:+1:00")]
    [InlineData("99999999:00:00")]
    [InlineData("9999999-00:00:00")]
    [InlineData("1-02:03:04 ")]
    public void What_is_no_span_of_time_does_not(string text) => Assert.False(SacctTime.TrySpan(text, out _));

    [Fact]
    public void A_span_written_as_sacct_does_reads_back() => Gen.Long[0, 36_000L * 86_400].Sample(seconds =>
    {
        var span = TimeSpan.FromSeconds(seconds);
        var text = span.ToString(span.Days > 0 ? @"d\-hh\:mm\:ss" : @"hh\:mm\:ss", null);

        Assert.True(SacctTime.TrySpan(text, out var milliseconds));
        Assert.Equal(seconds * 1000, milliseconds);
    });

    [Theory]
    [InlineData("2000-01-01T00:00:00", 946_684_800_000)]
    [InlineData("2099-12-31T23:59:59", 4_102_444_799_000)]
    [InlineData("4102444799", 4_102_444_799_000)]
    [InlineData("2024-02-29T23:59:59", 1_709_251_199_000)]
    [InlineData("1714564800", 1_714_564_800_000)]
    public void Dates_read(string text, long milliseconds)
    {
        Assert.True(SacctTime.TryDate(text, out var read));
        Assert.Equal(milliseconds, read);
    }

    [Theory]
    [InlineData("2023-02-29T00:00:00")]
    [InlineData("1970-01-01T00:00:00")]
    [InlineData("1999-12-31T23:59:59")]
    [InlineData("2100-01-01T00:00:00")]
    [InlineData("4102444800")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("999999999999999999")]
    [InlineData("May 1 12:00")]
    public void What_is_no_date_does_not(string text) => Assert.False(SacctTime.TryDate(text, out _));

    [Theory]
    [InlineData("", 0)]
    [InlineData("billing=8,cpu=16,mem=64G,node=2", 0)]
    [InlineData("billing=8,cpu=16,gres/gpu=4,gres/gpu:a100=4,mem=64G,node=2", 4)]
    [InlineData("cpu=16,gres/gpu:a100=4,gres/gpu:v100=2", 6)]
    [InlineData("gres/gpu=6,gres/gpu:a100=4", 6)]
    [InlineData("gres/gpu:a100:4", 4)]
    [InlineData("gres:gpu:2", 2)]
    [InlineData("gpu:2", 2)]
    [InlineData("gpu", 1)]
    [InlineData("gpu:a100", 1)]
    [InlineData("gpu:0", 0)]
    [InlineData("gpu:a100:4(IDX:0-3)", 4)]
    [InlineData("gpu:a100:4(IDX:0,2-3,7),gpu:v100:2(IDX:0,1),shard:3", 6)]
    [InlineData("gpu:4(S:0-1)", 4)]
    [InlineData("gpu:4(S:0-1", 4)]
    [InlineData("shard:2(0,1),gpu:4", 4)]
    [InlineData("gres/gpumem=80G,gres/gpuutil=50,gres/shard=4,gres/mps:a100=100", 0)]
    public void Accelerators_count_once(string list, int gpus)
    {
        Assert.True(TresGpus.TryCount(list, out var count));
        Assert.Equal(gpus, count);
    }

    [Theory]
    [InlineData("gres/gpu=")]
    [InlineData("gres/gpu=-1")]
    [InlineData("gres/gpu=4.5")]
    [InlineData("gres/gpu=99999999999999999999")]
    [InlineData("gres/gpu:a100=1000000,gres/gpu:v100=1")]
    public void What_is_no_count_of_accelerators_does_not(string list) => Assert.False(TresGpus.TryCount(list, out _));
}
