using Headroom.Cluster;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement.Scores;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Placement;

/// <summary>Points of the published policies, worked out by hand from their definitions.</summary>
public sealed class ScoreTests
{
    private readonly NodePool _pool = new([Some.Node(cpu: 64_000, gpus: 4)]);

    [Fact]
    public void Dotprod_takes_off_the_product_of_what_is_free_and_what_is_asked()
    {
        // 100 (1 - (64/128 x 32/128 + 4/8 x 2/8) / 2) = 87.5.
        Assert.Equal(87, new DotProductScore(_pool).Rate(Class(Some.Request(gpus: 2, cpu: 32_000)), 0));
    }

    [Fact]
    public void Bestfit_takes_off_half_of_each_part_that_stays_free()
    {
        // 100 (1 - (48/128 + 3.2/8) / 2) = 61.25.
        Assert.Equal(61, new BestFitScore(_pool).Rate(Class(Some.Share(800, cpu: 16_000)), 0));
    }

    [Theory]
    [InlineData(new int[0], 1, 25 + 12)]
    [InlineData(new[] { 1 }, 1, 75 + 15)]
    [InlineData(new[] { 1, 2 }, 1, 50 + 21)]
    [InlineData(new[] { 2 }, 1, 18)]
    public void Clustering_likes_nodes_with_tasks_of_the_same_size(int[] sizesThere, int size, long points)
    {
        foreach (var gpus in sizesThere) Start(Some.Request(gpus));

        Assert.Equal(points, new GpuClusteringScore(_pool).Rate(Class(Some.Request(size)), 0));
    }

    [Fact]
    public void Clustering_does_not_take_a_share_for_a_whole_accelerator()
    {
        Start(Some.Share(500));

        Assert.Equal(14, new GpuClusteringScore(_pool).Rate(Class(Some.Request()), 0));
        Assert.Equal(75 + 14, new GpuClusteringScore(_pool).Rate(Class(Some.Share(250)), 0));
    }

    [Fact]
    public void Packing_prefers_accelerators_in_use_then_nodes_in_use()
    {
        var score = new GpuPackingScore(_pool);
        Assert.Equal(29, score.Rate(Class(Some.Share(500)), 0));

        Start(Some.Share(500));

        Assert.Equal(95, score.Rate(Class(Some.Share(500)), 0));
        Assert.Equal(49, score.Rate(Class(Some.Share(501)), 0));
        Assert.Equal(47, score.Rate(Class(Some.Request(gpus: 3)), 0));
    }

    [Fact]
    public void A_task_without_accelerators_has_no_points_in_clustering_and_packing()
    {
        Assert.Equal(0, new GpuClusteringScore(_pool).Rate(Class(Some.Request(gpus: 0)), 0));
        Assert.Equal(0, new GpuPackingScore(_pool).Rate(Class(Some.Request(gpus: 0)), 0));
    }

    [Fact]
    public void A_share_goes_to_the_accelerator_with_the_least_left_that_fits()
    {
        Start(Some.Share(300));
        _pool.Allocate(Class(Some.Share(600)), new TaskPlacement(0, GpuSet.Of(1)));
        _pool.Allocate(Class(Some.Share(600)), new TaskPlacement(0, GpuSet.Of(2)));

        Assert.Equal(GpuSet.Of(1), new BestFitScore(_pool).ChooseGpus(Class(Some.Share(400)), 0));
        Assert.Equal(GpuSet.Of(0), new BestFitScore(_pool).ChooseGpus(Class(Some.Share(401)), 0));
        Assert.Equal(GpuSet.Of(3), new BestFitScore(_pool).ChooseGpus(Class(Some.Share(701)), 0));
    }

    private TaskClass Class(TaskRequest request) => new TaskClasses(_pool.ChipModels).Of(request);

    private void Start(TaskRequest request) =>
        _pool.Allocate(Class(request), new TaskPlacement(0, _pool.FirstFree(0, request.GpuCount)));
}
