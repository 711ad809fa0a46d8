using System.Text;
using Headroom.Client.Jobs;
using Headroom.Server.Telemetry;

namespace Headroom.Server.Tests.Telemetry;

/// <summary>Traces as a collector gets them.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task A_job_leaves_spans_of_its_request_its_commit_a_cycle_and_its_dispatch()
    {
        await using var collector = await TraceCollector.StartAsync();
        var pool = await RealPool.StartWithAsync(options => options with { TraceCollector = collector.Address });
        using (var admin = pool.Admin)
        {
            var made = await admin.SubmitAsync(RealPool.Script("true"), "a");
            await RealPool.UntilEndedAsync(admin, made.First);
            await pool.SendAsync(HttpMethod.Get, "healthz");
        }

        // Whatever waits is sent before the pool has ended.
        await pool.DisposeAsync();

        var spans = collector.Spans.ToList();
        // Requests of other tests in this process are among them.
        var requests = spans.Where(span => span.Name.StartsWith("POST /api/v1/jobs", StringComparison.Ordinal))
            .Where(span => span.Tags["http.response.status_code"] == "201").Select(span => span.Id).ToList();
        Assert.Contains(spans, span => span.Name == "store commit" && span.Links.Any(requests.Contains));
        Assert.Contains(spans, span => span.Name == "cycle" && span.Tags["headroom.events"] != "0");
        Assert.Contains(
            spans.Where(span => span.Name == "dispatch"),
            span => (span.Tags["headroom.run"], span.Tags["headroom.message"]) == ("1-1", "start"));
        Assert.DoesNotContain(spans, span => span.Tags.Values.Contains("/healthz"));
        Assert.DoesNotContain(
            collector.Bodies, body => Encoding.Latin1.GetString(body).Contains("hr_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_is_not_there_holds_nobody_up()
    {
        await using var pool = await RealPool.StartWithAsync(
            options => options with { TraceCollector = new Uri("http://127.0.0.1:1") });
        using var admin = pool.Admin;

        var made = await admin.SubmitAsync(RealPool.Script("true"), "a");

        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(admin, made.First)).State);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces")]
    [InlineData("https://traces.example.com/otlp/v1/traces", "https://traces.example.com/otlp/v1/traces")]
    public void A_collector_without_a_path_takes_traces_where_the_protocol_says(string collector, string expected) =>
        Assert.Equal(new Uri(expected), TraceExport.EndpointOf(new Uri(collector)));
}
