using CsCheck;
using Headroom.Sizing.Serving;

namespace Headroom.Sizing.Tests.Serving;

public sealed class ServingFleetTests
{
    [Fact]
    public void As_many_replicas_are_needed_as_work_at_the_same_time()
    {
        ServedRequest[] requests = [new(0, 10, "a"), new(1, 10, "b"), new(2, 10, "a"), new(30, 1, "b")];

        Assert.Equal(3, ServingFleet.LeastReplicas(requests, quantile: 1, waitSeconds: 0));
        Assert.Equal(2, ServingFleet.LeastReplicas(requests, quantile: 1, waitSeconds: 8));
        Assert.Equal(1, ServingFleet.LeastReplicas(requests, quantile: 1, waitSeconds: 18));
        Assert.Equal(1, ServingFleet.LeastReplicas(requests, quantile: 0.5, waitSeconds: 9));
        Assert.Equal(31.0 / 30, ServingFleet.MeanBusy(requests), tolerance: 1e-12);
    }

    [Fact]
    public void One_pool_never_needs_more_than_a_server_for_each_model() =>
        Gen.Select(Gen.Double[0, 1000], Gen.Double[0, 60], Gen.Int[0, 3]).Array[1, 60].Sample(drafts =>
        {
            ServedRequest[] requests =
            [
                .. drafts.Select(one => new ServedRequest(one.Item1, one.Item2, $"{one.Item3}")).OrderBy(one => one.At),
            ];

            var shared = ServingFleet.LeastReplicas(requests, quantile: 1, waitSeconds: 0);
            var separate = requests.GroupBy(one => one.Model)
                .Sum(model => ServingFleet.LeastReplicas([.. model], quantile: 1, waitSeconds: 0));

            Assert.True(shared <= separate);
            Assert.True(ServingFleet.WaitOf(requests, shared, 1) <= 0);
            Assert.True(shared == 1 || ServingFleet.WaitOf(requests, shared - 1, 1) > 0);
        });
}
