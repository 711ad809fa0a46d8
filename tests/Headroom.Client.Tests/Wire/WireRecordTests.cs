using System.Text.Json;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Client.Tests.Wire;

/// <summary>What one side writes the other one reads, also where nulls are left out.</summary>
public sealed class WireRecordTests
{
    private static readonly JobRequest Request = new() { Command = ["run"] };

    private static readonly JobDetail Job = new()
    {
        Id = 17,
        Name = "",
        Tenant = "lab",
        Queue = "research",
        State = JobStatus.Running,
        GpuMilli = 0,
        Priority = 0,
        SubmittedAt = 1,
        Attempts = 1,
        Version = 1,
        Request = Request,
        Transitions = [new(1, JobStatus.Running, "")],
        Stretches = [new(1, "A100", 1000, 1, null)],
    };

    [Fact]
    public void A_job_that_lasts_is_read_back() => AssertReadBack(Job);

    [Fact]
    public void The_last_page_is_read_back() => AssertReadBack(new JobList(
        [
            new JobView
            {
                Id = 17,
                Name = "",
                Tenant = "lab",
                Queue = "research",
                State = JobStatus.Waiting,
                GpuMilli = 0,
                Priority = 0,
                SubmittedAt = 1,
                Attempts = 0,
                Version = 1,
            },
        ],
        null));

    [Fact]
    public void A_request_of_a_command_alone_is_read_back() => AssertReadBack(Request);

    [Fact]
    public void A_full_request_is_read_back() => AssertReadBack(Request with
    {
        TimeLimitSeconds = 1,
        StartBy = 2,
        After = [new(1, JobEnd.NotSucceeded)],
        Environment = new Dictionary<string, string> { ["SEED"] = "42" },
    });

    [Fact]
    public void A_reason_about_nothing_is_read_back() =>
        AssertReadBack(new WhyView { Job = 17, State = JobStatus.Succeeded, Text = "It has ended." });

    [Fact]
    public void The_others_are_read_back()
    {
        AssertReadBack(new Submitted(17, 1));
        AssertReadBack(new LogPart("", 0, true));
        AssertReadBack(new NodeView("n1", "local", "", 0, 0, 0, 0, 0, 0, "IN_SERVICE"));
        AssertReadBack(new QueueView("q", "", 0, 0, [new("cpu", 0, 0)]));
        AssertReadBack(new Problem { Type = "x", Title = "y", Status = 400 });
    }

    [Theory]
    [InlineData("{\"job\":1}", JobEnd.Succeeded)]
    [InlineData("{\"job\":1,\"condition\":\"NOT_SUCCEEDED\"}", JobEnd.NotSucceeded)]
    public void A_dependency_is_on_success_unless_it_says_otherwise(string json, JobEnd condition) => Assert.Equal(
        new JobDependency(1, condition), JsonSerializer.Deserialize<JobDependency>(json, ApiJson.Options));

    private static void AssertReadBack<T>(T item)
    {
        var text = JsonSerializer.Serialize(item, ApiJson.Options);

        var back = JsonSerializer.Deserialize<T>(text, ApiJson.Options);

        Assert.Equal(text, JsonSerializer.Serialize(back, ApiJson.Options));
    }
}
