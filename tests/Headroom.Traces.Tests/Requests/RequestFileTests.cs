using Headroom.Testing;
using Headroom.Traces.Requests;

namespace Headroom.Traces.Tests.Requests;

public sealed class RequestFileTests
{
    [Fact]
    public void Requests_come_in_the_order_of_their_times()
    {
        using var file = TemporaryFile.Of("time,seconds,model\n1970-01-01 00:00:20,2,b\n10,1.5,a\n");

        Assert.Equal([new(10, 1.5, "a"), new(20, 2, "b")], RequestFile.Read(file.Path));
    }

    [Fact]
    public void The_public_trace_of_image_generation_reads()
    {
        var requests = RequestFile.Read(PublicData.Require("queueing/genai_lora_2026/lora_request_trace.csv"));

        Assert.Equal((26_823, 87), (requests.Count, requests.Select(request => request.Model).Distinct().Count()));
        Assert.Equal(768_899, requests.Sum(request => request.Seconds));
    }

    [Theory]
    [InlineData("soon,1,a", "is no time")]
    [InlineData("1,-1,a", "is no time of work")]
    [InlineData("1,NaN,a", "is no time of work")]
    public void A_cell_at_fault_is_refused_with_its_line(string row, string reason)
    {
        using var file = TemporaryFile.Of($"time,seconds,model\n{row}\n");

        var refusal = file.RefusalBy(path => RequestFile.Read(path));

        Assert.StartsWith("line 2", refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }
}
