using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Tests.Jobs;

public sealed class JobCommandsTests : IDisposable
{
    private const string List = "GET /api/v1/jobs";

    private readonly CannedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Jobs_are_a_table()
    {
        var result = _server.On(List, Page(null, SomeJobs.Running(17), SomeJobs.Waiting(18))).Run("jobs");

        Assert.Equal(
            """
            ID  STATE    TENANT  QUEUE     MODEL  GPUS    WAIT  RUNTIME  NAME    REASON
            17  running  lab     research  A100   0.25   1m 0s    30.0s  job-17  -
            18  waiting  lab     research  -      0.25  1m 30s        -  job-18  NO_ROOM_NOW

            """,
            result.Output);
        Assert.Equal("", result.Error);
        Assert.Equal("/api/v1/jobs?limit=100", Assert.Single(_server.Requests).Path);
    }

    [Fact]
    public void Jobs_are_rows_for_programs()
    {
        var named = SomeJobs.Waiting(18) with { Name = "=cmd,\"x\"" };

        var result = _server.On(List, Page(null, SomeJobs.Running(17), named)).Run("jobs --output csv");

        Assert.Equal(
            """"
            id,name,tenant,queue,state,reason,model,gpu_milli,priority,submitted_at,started_at,ended_at,exit_code,attempts
            17,job-17,lab,research,running,,A100,250,5,3510000,3570000,,,1
            18,"'=cmd,""x""",lab,research,waiting,NO_ROOM_NOW,,250,5,3510000,,,,0

            """",
            result.Output);
    }

    [Fact]
    public void A_job_that_has_ended_waits_for_nothing()
    {
        var job = SomeJobs.Waiting(17) with { State = JobStatus.Cancelled, EndedAt = SomeJobs.Now };
        _server.On(List, Page(null, job)).On("GET /api/v1/jobs/17", SomeJobs.Answer(job));

        Assert.DoesNotContain("NO_ROOM_NOW", _server.Run("jobs").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NO_ROOM_NOW", _server.Run("job 17").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wanted_is_asked_for()
    {
        _server.On(List, Page(null));

        _server.Run("jobs --tenant lab --state waiting --queue a&b --name n --limit 5");

        Assert.Equal(
            "/api/v1/jobs?limit=5&tenant=lab&queue=a%26b&name=n&state=WAITING", Assert.Single(_server.Requests).Path);
    }

    [Fact]
    public void All_jobs_are_read_page_by_page()
    {
        _server.On(
            List,
            Page("c1", SomeJobs.Running(1)), CannedAnswer.Broken, Page("c2", SomeJobs.Running(2)),
            Page(null, SomeJobs.Running(3)));

        using var json = JsonDocument.Parse(_server.Run("jobs --all --output json").Output);

        Assert.Equal([1, 2, 3], json.RootElement.EnumerateArray().Select(job => job.GetProperty("id").GetInt64()));
        Assert.Equal("RUNNING", json.RootElement[0].GetProperty("state").GetString());
        Assert.EndsWith("after=c2", _server.Requests[^1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_without_end_is_given_up()
    {
        var result = _server.On(List, Page("c1", SomeJobs.Running(1))).Run("jobs --all");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("does not end", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public void A_name_does_not_steer_the_terminal()
    {
        _server.On(List, Page(null, SomeJobs.Running(1) with { Name = "x\e[2Jy" }));

        Assert.DoesNotContain('\e', _server.Run("jobs").Output);
    }

    [Fact]
    public void One_job_is_told_with_its_history()
    {
        _server.On("GET /api/v1/jobs/17", SomeJobs.Answer(SomeJobs.Running(17)));

        var result = _server.Run("job 17");

        Assert.Equal(
            """
            job         17 job-17
            state       running on A100
            tenant      lab
            queue       research
            priority    5
            gpus        0.25
            command     python 'train it.py'
            submitted   1970-01-01 00:58:30Z
            started     1970-01-01 00:59:30Z
            ended       -
            wait        1m 0s
            runtime     30.0s
            attempts    1

            AT                    STATE    DETAIL
            1970-01-01 00:58:30Z  waiting  submitted

            ATTEMPT  HELD  AMOUNT  FROM                    FOR
                  1  A100    0.25  1970-01-01 00:59:30Z  30.0s

            """,
            result.Output);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Times_that_no_calendar_has_are_left_out(long time)
    {
        _server.On("GET /api/v1/jobs/17", SomeJobs.Answer(SomeJobs.Running(17) with { SubmittedAt = time }));

        var result = _server.Run("job 17");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("submitted   -\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reason_is_told_with_what_is_asked_and_there()
    {
        _server.On("GET /api/v1/jobs/17/why", CannedAnswer.Json(new WhyView
        {
            Job = 17,
            State = JobStatus.Waiting,
            Code = "NO_ROOM_NOW",
            Text = "Too little is free.",
            Resource = "A100",
            AskedMilli = 8000,
            AvailableMilli = 500,
            Holders = [3, 4],
            Until = SomeJobs.Now + 60_000,
        }));

        Assert.Equal(
            """
            Job 17 is waiting: NO_ROOM_NOW
            Too little is free.
            A100: 8 asked, 0.5 available.
            Held by 3, 4.
            Not before 1970-01-01 01:01:00Z, in 1m 0s.

            """,
            _server.Run("why 17").Output);
    }

    [Fact]
    public void Logs_are_printed_as_they_were_written()
    {
        const string Path = "/api/v1/jobs/17/logs?stream=stdout&offset=";
        _server.On("GET /api/v1/jobs/17/logs", Log("one\n", 4, false), Log("t\e[1mwo", 10, false), Log("", 10, false));

        var result = _server.Run("logs 17");

        Assert.Equal(new CliResult(ExitCode.Done, "one\nt\e[1mwo", ""), result);
        Assert.Equal([$"{Path}0", $"{Path}4", $"{Path}10"], _server.Requests.Select(request => request.Path));
    }

    [Fact]
    public void Logs_are_followed_to_the_end()
    {
        _server.On(
            "GET /api/v1/jobs/17/logs",
            Log("", 0, false), CannedAnswer.Broken, Log("late", 4, false), Log("", 4, true));

        var result = _server.Run("logs 17 --stderr -f");

        Assert.Equal("late", result.Output);
        Assert.Contains("stream=stderr", _server.Requests[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_are_followed_through_a_restart_of_the_server()
    {
        var silence = Enumerable.Repeat(CannedAnswer.Broken, 6);
        _server.On("GET /api/v1/jobs/17/logs", [Log("", 0, false), .. silence, Log("late", 4, true)]);

        Assert.Equal(new CliResult(ExitCode.Done, "late", ""), _server.Run("logs 17 -f"));
    }

    [Theory]
    [InlineData("again and again", 0)]
    [InlineData("", -1)]
    public void A_log_that_does_not_go_on_is_given_up(string text, long next)
    {
        var result = _server.On("GET /api/v1/jobs/17/logs", Log(text, next, false)).Run("logs 17 -f");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public void Every_job_is_cancelled_that_can_be()
    {
        _server.On("POST /api/v1/jobs/1/cancel", SomeJobs.Answer(SomeJobs.Ended(1, JobStatus.Cancelled, null)))
            .On("POST /api/v1/jobs/2/cancel", CannedAnswer.Problem(409, "Job 2 has ended", "submit it again"))
            .On("POST /api/v1/jobs/4/cancel", SomeJobs.Answer(SomeJobs.Running(4) with { State = JobStatus.Stopping }))
            .On("POST /api/v1/jobs/5/cancel", SomeJobs.Answer(SomeJobs.Running(5)));

        var result = _server.Run("cancel 1-5");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.Equal("1 cancelled\n4 stopping\n5 running, told to stop\n", result.Output);
        Assert.Equal(
            "headroom: job 2: Job 2 has ended; submit it again.\n"
            + "headroom: job 3: There is no POST /api/v1/jobs/3/cancel.\n",
            result.Error);
    }

    [Theory]
    [InlineData("hold", JobStatus.Held)]
    [InlineData("release", JobStatus.Waiting)]
    public void Jobs_are_held_and_released(string action, JobStatus state)
    {
        var job = SomeJobs.Waiting(1) with { State = state };
        _server.On($"POST /api/v1/jobs/1/{action}", CannedAnswer.Broken, SomeJobs.Answer(job));

        using var json = JsonDocument.Parse(_server.Run($"{action} 1 --output json").Output);

        Assert.Equal(1, json.RootElement[0].GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData("job x", "'x' is not the id of a job such as 17")]
    [InlineData("job 1-2", "'1-2' is not the id of a job such as 17")]
    [InlineData("job 0", "'0' is not the id of a job such as 17")]
    [InlineData("cancel 1 x", "'x' is neither the id of a job such as 17 nor a range such as 17-20")]
    [InlineData("cancel 1-99999999", "or there are more than 10000")]
    [InlineData("jobs --state wating", "unknown state 'wating'; did you mean 'waiting'")]
    [InlineData("jobs --all --limit 5", "--limit and --all exclude each other")]
    [InlineData("jobs --token x", "unknown option '--token'")]
    public void Wrong_use_asks_nobody(string line, string sentence)
    {
        var result = _server.Run(line);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    private static CannedAnswer Page(string? next, params JobDetail[] jobs) =>
        CannedAnswer.Json(new JobList([.. jobs.Select(SomeJobs.View)], next));

    private static CannedAnswer Log(string text, long next, bool isEnd) =>
        CannedAnswer.Json(new LogPart(text, next, isEnd));
}
