using Headroom.Scheduling.Workloads;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Workloads;

public sealed class RequestCountTests
{
    [Fact]
    public void Equal_requests_are_counted_in_order_of_first_occurrence()
    {
        var counts = RequestCount.Of([Some.Share(470), Some.Request(gpus: 2), Some.Share(470)]);

        Assert.Equal([new RequestCount(Some.Share(470), 2), new RequestCount(Some.Request(gpus: 2), 1)], counts);
        Assert.Equal([940L, 2_000L], counts.Select(entry => entry.GpuMilli));
    }
}
