using Headroom.Sizing.Memory;
using Headroom.Sizing.Training;

namespace Headroom.Sizing.Tests.Memory;

public sealed class MemoryTests
{
    [Theory]
    [InlineData(0, 120.0)]
    [InlineData(1, 31.4)]
    [InlineData(2, 16.6)]
    [InlineData(3, 1.9)]
    public void Dividing_up_saves_what_the_paper_prints(int stage, double gigabytes) =>
        Assert.Equal(gigabytes, ZeroMemory.Bytes(7.5e9, 64, stage) / 1e9, tolerance: 0.05);

    [Theory]
    [InlineData(80, 8, 327_680)]
    [InlineData(32, 32, 524_288 / 1.0)]
    [InlineData(32, 8, 131_072)]
    public void A_token_of_context_takes_so_many_bytes(int layers, int heads, double bytes) =>
        Assert.Equal(bytes, KeyValueCache.BytesPerToken(layers, heads, 128, 2));

    [Theory]
    [InlineData(96, 12288, 174.6)]
    [InlineData(105, 20480, 529.6)]
    [InlineData(128, 25600, 1008.0)]
    public void Shapes_have_the_published_parameters(int layers, int hidden, double billions) =>
        Assert.Equal(billions, new TransformerShape(layers, hidden).Parameters / 1e9, tolerance: 0.05);

    [Theory]
    [InlineData(174.6e9, 300e9, 1024, 140e12, 34)]
    [InlineData(1008e9, 450e9, 3072, 163e12, 84)]
    public void Training_takes_the_published_days(
        double parameters, double tokens, double chips, double speed, double days) =>
        Assert.Equal(days, TrainingTime.DaysWithRecompute(parameters, tokens, chips, speed), tolerance: 0.5);

    [Fact]
    public void Parallelism_divides_activations()
    {
        var activations = new Activations(2048, 1, 12288, 96);

        Assert.Equal(2048.0 * 12288 * (34 + 80), activations.TensorParallel(1));
        Assert.Equal(2048.0 * 12288 * 34 / 8, activations.SelectiveRecompute(8));
        Assert.True(activations.SequenceParallel(8) < activations.TensorParallel(8));
    }

    [Fact]
    public void A_hundred_layers_and_more_have_the_shape_of_the_largest_published_model()
    {
        var shape = TransformerShape.Usual(174.6e9);

        Assert.Equal(96, shape.Layers);
        Assert.InRange(shape.Hidden, 12_200, 12_400);
        Assert.Equal(96, shape.Heads);
    }
}
