using Headroom.Sizing.Memory;
using Headroom.Sizing.Training;

namespace Headroom.Sizing.Tests.Memory;

public sealed class ParallelPlanTests
{
    private const double Gigabyte = 1e9;

    [Fact]
    public void Tensor_and_pipeline_parallelism_divide_states_as_they_divide_the_model()
    {
        var layout = new ParallelLayout(Tensor: 8, Pipeline: 4, Data: 2, ZeroStage: 0);

        Assert.Equal(64, layout.Chips);
        Assert.Equal(16 * 32e9 / 32, layout.StateBytes(32e9));
        Assert.Equal(4e9 + 12e9 / 2, (layout with { ZeroStage = 1 }).StateBytes(32e9));
    }

    [Fact]
    public void A_pipeline_keeps_as_many_activations_as_all_layers_do_and_tensor_parallelism_divides_them()
    {
        var model = new TrainedModel(174.6e9, new TransformerShape(96, 12_288));

        Assert.Equal(96 * 34.0 * 2048 * 12_288 / 8, new ParallelLayout(8, 8, 1, 1).ActivationBytes(model));
        Assert.Equal(96 * 34.0 * 2048 * 12_288, new ParallelLayout(1, 8, 1, 1).ActivationBytes(model));
    }

    [Fact]
    public void The_least_division_that_fits_is_taken_within_a_node_first()
    {
        var model = TrainedModel.Usual(7e9, sequence: 2048, batch: 1);

        var plans = ParallelPlan.For(model, chips: 64, 64 * Gigabyte);

        Assert.Equal([0, 1, 2, 3, 1], plans.Select(plan => plan.Layout.ZeroStage));
        Assert.Equal((2, 1, 32), (plans[4].Layout.Tensor, plans[4].Layout.Pipeline, plans[4].Layout.Data));
        Assert.All(plans, plan => Assert.Equal(64, plan.Layout.Chips));
        Assert.True(plans[0].Bytes > 64 * Gigabyte && plans[3].Bytes < plans[2].Bytes);
    }

    [Fact]
    public void The_fewest_chips_hold_a_model_and_none_hold_activations_that_are_too_large()
    {
        var small = ParallelPlan.Least(TrainedModel.Usual(1e9, 2048, 1), 64 * Gigabyte)!;
        var large = ParallelPlan.Least(TrainedModel.Usual(70e9, 2048, 1), 64 * Gigabyte)!;

        Assert.Equal(1, small.Layout.Chips);
        Assert.InRange(large.Layout.Chips, 32, 64);
        Assert.True(large.Bytes <= 64 * Gigabyte);
        Assert.Null(ParallelPlan.Least(TrainedModel.Usual(70e9, 10_000_000, 64), 64 * Gigabyte));
    }
}
