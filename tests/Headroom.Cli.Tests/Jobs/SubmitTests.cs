using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Tests.Jobs;

public sealed class SubmitTests : IDisposable
{
    private const string Post = "POST /api/v1/jobs";
    private const string Job = "GET /api/v1/jobs/17";

    private static readonly CannedAnswer One = CannedAnswer.Json(new Submitted(17, 1));

    private readonly CannedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void The_id_is_all_that_is_printed()
    {
        var result = _server.On(Post, One).Run("submit -- python train.py");

        Assert.Equal(new CliResult(ExitCode.Done, "17\n", ""), result);
        var request = Assert.Single(_server.Requests);
        Assert.Equal("Bearer secret", request.Authorization);
        Assert.Contains("\"command\":[\"python\",\"train.py\"]", request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("submit --array 3 -- run", "17-19\n")]
    [InlineData("submit --array 3 --output json -- run", "{\"first\":17,\"count\":3}\n")]
    public void An_array_is_printed_as_its_range_of_ids(string line, string output) => Assert.Equal(
        output, _server.On(Post, CannedAnswer.Json(new Submitted(17, 3))).Run(line).Output);

    [Fact]
    public void Hints_are_for_those_who_watch()
    {
        _server.On(Post, One);

        var result = CannedServer.Run(
            new() { ["HEADROOM_SERVER"] = _server.Address }, true, CancellationToken.None, "submit", "--", "run");

        Assert.Equal("17\n", result.Output);
        Assert.Contains("./headroom why 17", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_connection_is_tried_again_with_the_same_key()
    {
        var half = new CannedAnswer(200, "{\"first\":17,\"count\":1}") { BytesSent = 5 };

        var result = _server.On(Post, CannedAnswer.Broken, half, One).Run("submit -- run");

        Assert.Equal(new CliResult(ExitCode.Done, "17\n", ""), result);
        Assert.Equal(3, _server.Requests.Count);
        Assert.Equal(32, Assert.Single(_server.Requests.Select(request => request.Key!).Distinct()).Length);
    }

    [Fact]
    public void Two_submissions_have_two_keys_unless_one_is_given()
    {
        _server.On(Post, One);
        _server.Run("submit -- run");
        _server.Run("submit -- run");
        _server.Run("submit --key mine -- run");

        Assert.Equal(3, _server.Requests.Select(request => request.Key).Distinct().Count());
        Assert.Equal("mine", _server.Requests[2].Key);
    }

    [Fact]
    public void Who_gets_no_answer_is_told_how_to_try_again()
    {
        var result = _server.On(Post, CannedAnswer.Broken).Run("submit --key mine -- run");

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Contains("broke before the answer was there", result.Error, StringComparison.Ordinal);
        Assert.Contains("with --key mine makes it once", result.Error, StringComparison.Ordinal);
        Assert.Equal(4, _server.Requests.Count);
    }

    [Theory]
    [InlineData(409, ExitCode.Refused)]
    [InlineData(422, ExitCode.Refused)]
    [InlineData(400, ExitCode.WrongUse)]
    public void A_refusal_is_told_with_its_remedy_and_asked_for_once(int status, int exitCode)
    {
        _server.On(Post, CannedAnswer.Problem(status, "There is no queue 'x'", "choose another", "queue"));

        var result = _server.Run("submit --queue x -- run");

        Assert.Equal(new CliResult(exitCode, "", "headroom: There is no queue 'x'; choose another.\n"), result);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public void A_busy_server_is_asked_again_when_it_says()
    {
        var busy = CannedAnswer.Problem(429, "Too much waits already") with { RetryAfter = 0 };

        Assert.Equal(new CliResult(ExitCode.Done, "17\n", ""), _server.On(Post, busy, busy, One).Run("submit -- run"));
    }

    [Fact]
    public void Nobody_waits_for_an_hour()
    {
        var busy = CannedAnswer.Problem(429, "Too much waits already") with { RetryAfter = 3600 };

        var result = _server.On(Post, busy).Run("submit -- run");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.Equal(
            "headroom: Too much waits already; the server asks to come again after 3600 s.\n", result.Error);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(JobStatus.Succeeded, 0, ExitCode.Done, "succeeded")]
    [InlineData(JobStatus.Failed, 3, ExitCode.Failed, "failed with exit code 3")]
    [InlineData(JobStatus.Cancelled, null, ExitCode.Failed, "cancelled")]
    public void The_end_of_the_job_is_the_end_of_the_wait(JobStatus state, int? code, int exitCode, string word)
    {
        _server.On(Post, One).On(SomeChanges.Request, SomeChanges.OfJob(5, 17)).On(
            Job,
            SomeJobs.Answer(SomeJobs.Waiting(17)), SomeJobs.Answer(SomeJobs.Waiting(17)), CannedAnswer.Broken,
            SomeJobs.Answer(SomeJobs.Running(17)), SomeJobs.Answer(SomeJobs.Ended(17, state, code)));

        var result = _server.Run("submit --wait -- run");

        Assert.Equal("17\n", result.Output);
        Assert.Equal($"job 17: waiting: NO_ROOM_NOW\njob 17: running on A100\njob 17: {word}\n", result.Error);
        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public void All_jobs_of_an_array_have_to_succeed()
    {
        _server.On(Post, CannedAnswer.Json(new Submitted(17, 2)))
            .On(Job, SomeJobs.Answer(SomeJobs.Ended(17, JobStatus.Succeeded, 0)))
            .On("GET /api/v1/jobs/18", SomeJobs.Answer(SomeJobs.Ended(18, JobStatus.Failed, 1)));

        Assert.Equal(ExitCode.Failed, _server.Run("submit --array 2 --wait -- run").ExitCode);
    }

    [Fact]
    public void Ctrl_c_ends_the_wait_and_not_the_job()
    {
        using var interrupted = new CancellationTokenSource();
        _server.On(Post, One).On(Job, SomeJobs.Answer(SomeJobs.Running(17)) with { Before = interrupted.Cancel });

        var result = _server.Run(interrupted.Token, "submit", "--wait", "--", "run");

        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Contains("interrupted; job 17 goes on", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Requests, request => request.Path.Contains("cancel", StringComparison.Ordinal));
    }

    [Fact]
    public void Ctrl_c_while_it_is_sent_tells_the_key()
    {
        using var interrupted = new CancellationTokenSource();
        _server.On(Post, One with { Before = interrupted.Cancel });

        var result = _server.Run(interrupted.Token, "submit", "--key", "mine", "--", "run");

        // The answer may have come just before; then all is said.
        if (result.ExitCode == ExitCode.Done) return;
        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Contains("with --key mine makes it once", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_may_have_a_limit()
    {
        _server.On(Post, One).On(Job, SomeJobs.Answer(SomeJobs.Running(17)));

        var result = _server.Run("submit --wait --timeout 0.2s -- run");

        Assert.Equal(ExitCode.TimedOut, result.ExitCode);
        Assert.Contains("the time to wait is over; job 17 goes on", result.Error, StringComparison.Ordinal);
    }
}
