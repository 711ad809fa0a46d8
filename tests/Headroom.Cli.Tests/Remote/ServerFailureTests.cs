using Headroom.Cli.Outcome;
using Headroom.Client;

namespace Headroom.Cli.Tests.Remote;

/// <summary>What becomes of a command when the server refuses, is not there, or talks nonsense.</summary>
public sealed class ServerFailureTests : IDisposable
{
    private const string List = "GET /api/v1/jobs";

    private readonly CannedServer _server = new();

    public static TheoryData<string> Commands =>
        ["jobs", "job 1", "why 1", "logs 1", "cancel 1", "hold 1", "release 1", "nodes", "queues", "submit -- run"];

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(400, ExitCode.WrongUse)]
    [InlineData(403, ExitCode.NotAuthorised)]
    [InlineData(404, ExitCode.NotFound)]
    [InlineData(409, ExitCode.Refused)]
    [InlineData(422, ExitCode.Refused)]
    [InlineData(429, ExitCode.Refused)]
    [InlineData(500, ExitCode.Failed)]
    [InlineData(503, ExitCode.Unreachable)]
    public void Every_refusal_has_its_exit_code(int status, int exitCode)
    {
        _server.On(List, CannedAnswer.Problem(status, "No", "do otherwise"));

        Assert.Equal(new CliResult(exitCode, "", "headroom: No; do otherwise.\n"), _server.Run("jobs"));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Without_a_server_every_command_says_so(string line)
    {
        var address = CannedServer.Nobody();

        var result = CannedServer.Run(
            new() { ["HEADROOM_SERVER"] = address }, false, CancellationToken.None, line.Split(' '));

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Equal(
            $"headroom: No server answers at {address}/; start one with 'headroom up', or name another with --server.\n",
            result.Error);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Whoever_may_not_is_told_how_to_say_who_he_is(string line)
    {
        foreach (var path in new[] { "", "/1", "/1/why", "/1/logs" })
            _server.On($"GET /api/v1/jobs{path}", CannedAnswer.Problem(401, "No token", "send a header"));
        foreach (var path in new[] { "", "/1/cancel", "/1/hold", "/1/release" })
            _server.On($"POST /api/v1/jobs{path}", CannedAnswer.Problem(401, "No token", "send a header"));
        _server.On("GET /api/v1/nodes", CannedAnswer.Problem(401, "No token", "send a header"))
            .On("GET /api/v1/queues", CannedAnswer.Problem(401, "No token", "send a header"));

        var result = _server.Run(line);

        Assert.Equal(ExitCode.NotAuthorised, result.ExitCode);
        Assert.Contains("No token; set HEADROOM_TOKEN, or write", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"jobs\":null,\"next\":null}")]
    [InlineData("{\"jobs\":[{\"id\":\"x\"}],\"next\":null}")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public void Nonsense_is_told_as_such(string body)
    {
        var result = _server.On(List, new CannedAnswer(200, body)).Run("jobs");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Equal(
            $"headroom: The answer from {_server.Address}/ cannot be read; "
            + "check that it is a Headroom server of a fitting version.\n",
            result.Error);
    }

    [Fact]
    public void What_a_newer_server_adds_is_passed_over() => Assert.Equal(
        ExitCode.Done, _server.On(List, new CannedAnswer(200, "{\"jobs\":[],\"next\":null,\"new\":1}")).Run("jobs").ExitCode);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_of_any_length_is_not_read(bool isAnnounced)
    {
        var huge = new CannedAnswer(200, "[") { Length = HeadroomClient.AnswerBytesMax + 1L, IsAnnounced = isAnnounced };

        var result = _server.On(List, huge).Run("jobs");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("cannot be read", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"title\":1}")]
    public void A_problem_that_cannot_be_read_leaves_its_status(string body)
    {
        var result = _server.On(List, new CannedAnswer(409, body, "application/problem+json")).Run("jobs");

        Assert.Equal(new CliResult(ExitCode.Refused, "", "headroom: The server answered 409 Conflict.\n"), result);
    }

    [Fact]
    public void Another_program_at_the_address_is_no_missing_job()
    {
        var result = _server.On("GET /api/v1/jobs/1", new CannedAnswer(404, "<html>", "text/html")).Run("job 1");

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Contains("check that the address is that of a Headroom server", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_problem_is_cut_and_does_not_steer_the_terminal()
    {
        _server.On(List, CannedAnswer.Problem(409, "\e[2J" + new string('x', 100_000)));

        var result = _server.Run("jobs");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.DoesNotContain('\e', result.Error);
        Assert.InRange(result.Error.Length, 500, 1_100);
    }

    [Fact]
    public void A_redirect_does_not_lead_the_token_away()
    {
        using var other = new CannedServer();
        _server.On(List, new CannedAnswer(302, "") { Location = $"{other.Address}/api/v1/jobs" });

        var result = _server.Run("jobs");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public void A_connection_that_keeps_breaking_is_given_up()
    {
        var result = _server.On(List, CannedAnswer.Broken).Run("jobs");

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Contains("broke before the answer was there; try again", result.Error, StringComparison.Ordinal);
        Assert.Equal(4, _server.Requests.Count);
    }

    [Fact]
    public void The_option_goes_before_the_environment_and_may_have_a_path()
    {
        _server.On("GET /base/api/v1/nodes", CannedAnswer.Json(Array.Empty<int>()));

        var result = CannedServer.Run(
            new() { ["HEADROOM_SERVER"] = "nonsense" }, false, CancellationToken.None,
            "nodes", "--server", $"{_server.Address}/base");

        Assert.Equal(ExitCode.Done, result.ExitCode);
    }

    [Fact]
    public void A_wrong_address_in_the_environment_is_wrong_use()
    {
        var result = CannedServer.Run(
            new() { ["HEADROOM_SERVER"] = "localhost" }, false, CancellationToken.None, "nodes");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("HEADROOM_SERVER 'localhost' is not the address of a server", result.Error, StringComparison.Ordinal);
    }
}
