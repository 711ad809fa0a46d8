using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Events;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Tests.Jobs;

/// <summary>Jobs followed by the server's events.</summary>
public sealed class FollowTests : IDisposable
{
    private const string Post = "POST /api/v1/jobs";
    private const string Job = "GET /api/v1/jobs/17";
    private const string List = "GET /api/v1/jobs";

    private readonly CannedServer _server = new();

    public void Dispose() => _server.Dispose();

    private IEnumerable<string> Streams =>
        _server.Requests.Select(request => request.Path).Where(path => path.Contains("events", StringComparison.Ordinal));

    [Fact]
    public void A_job_is_asked_for_when_it_has_changed_and_no_sooner()
    {
        _server.On(Post, CannedAnswer.Json(new Submitted(17, 1))).On(SomeChanges.Request, SomeChanges.OfJob(5, 17))
            .On(Job, SomeJobs.Answer(SomeJobs.Ended(17, JobStatus.Succeeded, 0)));

        var result = _server.Run("submit --wait -- run");

        Assert.Equal(new CliResult(ExitCode.Done, "17\n", "job 17: succeeded\n"), result);
        Assert.Equal("/api/v1/events?job=17", Streams.First());
    }

    [Fact]
    public void A_stream_that_breaks_goes_on_after_its_last_event()
    {
        _server.On(Post, CannedAnswer.Json(new Submitted(17, 1)))
            .On(SomeChanges.Request, SomeChanges.OfJob(5, 17), CannedAnswer.Broken, SomeChanges.OfJob(6, 17))
            .On(Job, SomeJobs.Answer(SomeJobs.Running(17)), SomeJobs.Answer(Succeeded));

        Assert.Equal("job 17: running on A100\njob 17: succeeded\n", _server.Run("submit --wait -- run").Error);
        Assert.Equal(["/api/v1/events?job=17", "/api/v1/events?after=6&job=17"], Streams.Take(2));
    }

    [Fact]
    public void Where_events_are_refused_it_is_said_why_and_the_job_is_asked_for()
    {
        _server.On(Post, CannedAnswer.Json(new Submitted(17, 1)))
            .On(SomeChanges.Request, CannedAnswer.Problem(429, "Too many streams of events are open"))
            .On(Job, SomeJobs.Answer(SomeJobs.Running(17)), SomeJobs.Answer(Succeeded));

        var result = _server.Run("submit --wait -- run");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(
            "headroom: events cannot be followed (Too many streams of events are open); "
            + "the server is asked again and again instead.\njob 17: running on A100\njob 17: succeeded\n",
            result.Error);
    }

    [Fact]
    public void What_is_no_longer_kept_of_the_stream_is_looked_at_anew()
    {
        _server.On(Post, CannedAnswer.Json(new Submitted(17, 1)))
            .On(
                SomeChanges.Request,
                SomeChanges.Stream(
                    new ChangeView { Sequence = 5, Kind = ChangeKind.Begin },
                    new ChangeView { Sequence = 9, Kind = ChangeKind.Reset }),
                SomeChanges.Stream(new ChangeView { Sequence = 12, Kind = ChangeKind.Reset }))
            .On(Job, SomeJobs.Answer(SomeJobs.Running(17)), SomeJobs.Answer(Succeeded));

        Assert.Equal(ExitCode.Done, _server.Run("submit --wait -- run").ExitCode);
    }

    [Fact]
    public void A_job_can_be_waited_for_again()
    {
        _server.On(SomeChanges.Request, SomeChanges.OfJob(5, 17))
            .On(Job, SomeJobs.Answer(SomeJobs.Running(17)), SomeJobs.Answer(SomeJobs.Ended(17, JobStatus.Failed, 3)));

        var result = _server.Run("job 17 --wait");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal("job 17: running on A100\njob 17: failed with exit code 3\n", result.Error);
        Assert.Contains("state       failed with exit code 3", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_stops_waiting_is_told_how_to_wait_again()
    {
        using var interrupted = new CancellationTokenSource();
        _server.On(SomeChanges.Request, SomeChanges.OfJob(5, 17))
            .On(Job, SomeJobs.Answer(SomeJobs.Running(17)) with { Before = interrupted.Cancel });

        var result = _server.Run(interrupted.Token, "job", "17", "--wait");

        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Contains("wait for it again with './headroom job 17 --wait'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_watched_until_it_is_interrupted()
    {
        using var interrupted = new CancellationTokenSource();
        var ended = SomeJobs.Ended(17, JobStatus.Succeeded, 0) with { Version = 3 };
        _server.On(SomeChanges.Request, SomeChanges.OfJob(5, 17)).On(
            List,
            Page(SomeJobs.Running(17), SomeJobs.Waiting(18)), Page(ended, SomeJobs.Waiting(18)),
            Page(ended, SomeJobs.Waiting(18)) with { Before = interrupted.Cancel });

        var result = _server.Run(interrupted.Token, "jobs", "--watch");

        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Equal(
            """
            ID  STATE    TENANT  QUEUE     MODEL  GPUS    WAIT  RUNTIME  NAME    REASON
            17  running  lab     research  A100   0.25   1m 0s    30.0s  job-17  -
            18  waiting  lab     research  -      0.25  1m 30s        -  job-18  NO_ROOM_NOW
            17  succeeded  lab     research  A100   0.25   1m 0s    20.0s  job-17  -

            """,
            result.Output);
    }

    [Fact]
    public void A_job_that_leaves_the_list_is_told_once_more()
    {
        using var interrupted = new CancellationTokenSource();
        _server.On(SomeChanges.Request, SomeChanges.OfJob(5, 17))
            .On(List, Page(SomeJobs.Running(17)), Page(), Page() with { Before = interrupted.Cancel })
            .On(Job, SomeJobs.Answer(SomeJobs.Ended(17, JobStatus.Failed, 3) with { Version = 3 }));

        var result = _server.Run(interrupted.Token, "jobs", "--state", "running", "--watch", "--output", "json");

        var states = result.Output.TrimEnd().Split('\n').Select(line => StateOf(line));
        Assert.Equal(["RUNNING", "FAILED"], states);

        static string? StateOf(string line)
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("state").GetString();
        }
    }

    private static JobDetail Succeeded => SomeJobs.Ended(17, JobStatus.Succeeded, 0);

    private static CannedAnswer Page(params JobDetail[] jobs) =>
        CannedAnswer.Json(new JobList([.. jobs.Select(SomeJobs.View)], null));
}
