using Headroom.Cluster;

namespace Headroom.Traces.Tests.Kueue;

public sealed class WorkloadReaderTests
{
    private const string Done = """
        {"metadata":{"name":"job-done-1a2b","namespace":"vision","creationTimestamp":"2026-05-01T12:00:00Z"},
         "spec":{"queueName":"local","podSets":[{"name":"main","count":2,"template":{"spec":{"containers":[
           {"resources":{"requests":{"cpu":"4","nvidia.com/gpu":"4"}}}]}}}]},
         "status":{"admission":{"clusterQueue":"research","podSetAssignments":[
           {"name":"main","count":2,"flavors":{"cpu":"any","nvidia.com/gpu":"a100"},
            "resourceUsage":{"cpu":"8","nvidia.com/gpu":"8"}}]},
          "conditions":[
           {"type":"QuotaReserved","status":"True","lastTransitionTime":"2026-05-01T12:59:00Z"},
           {"type":"Admitted","status":"True","lastTransitionTime":"2026-05-01T13:00:00Z"},
           {"type":"Finished","status":"True","lastTransitionTime":"2026-05-01T15:30:00Z"}]}}
        """;

    private const string Waiting = """
        {"metadata":{"name":"job-waits","namespace":"nlp","creationTimestamp":"2026-05-01T12:30:00Z"},
         "spec":{"queueName":"local","podSets":[{"count":3,"template":{"spec":{"containers":[
           {"resources":{"requests":{"nvidia.com/gpu":"2"},"limits":{"nvidia.com/gpu":"2"}}},
           {"resources":{"requests":{"cpu":"1"}}}]}}}]},
         "status":{"conditions":[{"type":"QuotaReserved","status":"False","lastTransitionTime":"2026-05-01T12:30:01Z"}]}}
        """;

    [Fact]
    public void Work_that_was_admitted_is_a_job_and_work_that_waits_was_asked_for()
    {
        using var file = TemporaryFile.Of($"{{\"kind\":\"List\",\"items\":[{Done},{Waiting}]}}");

        var history = Read(file);

        var expected = new RecordedJob
        {
            Id = "vision/job-done-1a2b",
            Tenant = "vision",
            Name = "job-done-1a2b",
            Pool = "research",
            Chip = "a100",
            GpuCount = 8,
            SubmittedMilliseconds = 0,
            StartedMilliseconds = 3_600_000,
            RuntimeMilliseconds = 9_000_000,
        };
        Assert.Equal([expected], history.Jobs);
        Assert.Equal([new UnstartedJob(6, 1_800_000, null) { Tenant = "nlp", Pool = "local" }], history.Unstarted);
        Assert.Empty(history.Skipped);
    }

    [Fact]
    public void What_still_runs_runs_up_to_the_latest_time_of_the_file()
    {
        var running = Done.Replace("Finished", "PodsReady", StringComparison.Ordinal);
        using var file = TemporaryFile.Of($"[{running}]");

        Assert.Equal(0, Read(file).Jobs[0].RuntimeMilliseconds);

        var last = Waiting.Replace("12:30:00Z", "14:00:00Z", StringComparison.Ordinal);
        using var later = TemporaryFile.Of($"[{running},{last}]");
        Assert.Equal(3_600_000, Read(later).Jobs[0].RuntimeMilliseconds);
    }

    [Fact]
    public void Work_that_was_taken_out_was_refused()
    {
        var gone = Waiting.Replace("\"spec\":{", "\"spec\":{\"active\":false,", StringComparison.Ordinal).Replace(
            "\"type\":\"QuotaReserved\",\"status\":\"False\"", "\"type\":\"Evicted\",\"status\":\"True\"",
            StringComparison.Ordinal);
        using var file = TemporaryFile.Of($"[{Done},{gone}]");

        Assert.Equal(1_801_000, Read(file).Unstarted[0].LeftMilliseconds);
    }

    [Theory]
    [InlineData("{\"metadata\":{},\"spec\":{}}", "metadata.name is missing")]
    [InlineData("7", "metadata is missing")]
    [InlineData(
        "{\"metadata\":{\"name\":\"x\",\"creationTimestamp\":\"soon\"},\"spec\":{}}",
        "metadata.creationTimestamp is no time")]
    public void A_bad_item_is_left_out_and_reported_with_its_place(string item, string reason)
    {
        using var file = TemporaryFile.Of($"[{Done},{item},{Done}]");

        var history = Read(file);

        Assert.Single(history.Jobs);
        Assert.Equal([2, 3], history.Skipped.Select(line => line.Line));
        Assert.Contains(reason, history.Skipped[0].Reason, StringComparison.Ordinal);
        Assert.Contains("listed twice", history.Skipped[1].Reason, StringComparison.Ordinal);
        Assert.Throws<TraceFormatException>(
            () => JobHistoryReader.Read(file.Path, JobHistoryFormat.Kueue, strict: true));
    }

    [Theory]
    [InlineData("id,submit_s\n", "this is no JSON")]
    [InlineData("{}", "there is no list of workloads")]
    [InlineData("[]", "none of 0 workloads was ever admitted")]
    public void What_is_no_list_of_workloads_is_refused(string text, string reason)
    {
        using var file = TemporaryFile.Of(text);

        var refused = Assert.Throws<TraceFormatException>(() => Read(file));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static JobHistory Read(TemporaryFile file) =>
        JobHistoryReader.Read(file.Path, JobHistoryFormat.Kueue, strict: false);
}
