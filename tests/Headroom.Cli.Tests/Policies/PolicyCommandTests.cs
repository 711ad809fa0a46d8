using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Pool;

namespace Headroom.Cli.Tests.Policies;

public sealed class PolicyCommandTests : IDisposable
{
    private const string Mine = "queues:\n  - name: a\n  - name: c\n";

    private readonly CannedServer _server = new();
    private readonly TemporaryFolder _folder = new();

    public PolicyCommandTests() => _server
        .On("GET /api/v1/policy", CannedAnswer.Json(new PolicyView(3, 0, "ann", "queues:\n  - name: a\n  - name: b\n")))
        .On("GET /api/v1/nodes", CannedAnswer.Json(
            new NodeView[] { new("n", "", "A100", 8, 8_000, 64_000, 64_000, 1_024, 1_024, "IN_SERVICE") }))
        .On("PUT /api/v1/policy", CannedAnswer.Json(new PolicyView(4, 0, "ann", Mine)))
        .On("POST /api/v1/policy/preview", CannedAnswer.Json(new PolicyPreview
        {
            Version = 3,
            Jobs = 30,
            JobsLeftOut = 2,
            SpanSeconds = 86_400,
            UtilisationBefore = 0.5,
            UtilisationAfter = 0.625,
            Queues =
            [
                new("a", new(10, 600, 1_200, 20, 0, 3), new(12, 30, 60, 20, 0, 0)),
                new("b", new(1, 0, 0, 10, 0, 0), new(1, 0, 0, 8, 2, 0)),
            ],
        }));

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_policy_is_shown_as_it_was_written() =>
        Assert.Equal(new CliResult(0, "queues:\n  - name: a\n  - name: b\n", ""), _server.Run("policy show"));

    [Fact]
    public void What_differs_and_who_gains_is_told()
    {
        var result = Run("policy", "diff", _folder.Write("p.yaml", Mine));

        Assert.Equal(
            """
              queues:
                - name: a
            -   - name: b
            +   - name: c

            Replay of 30 jobs over 1d 0h; 2 of queues that only one has left out:
            QUEUE  GPU-HOURS  THEN  MEDIAN WAIT   THEN  P90 WAIT   THEN  NOT ENDED  THEN  OUTCOME
            a           10.0  12.0       10m 0s  30.0s    20m 0s  1m 0s          0     0  gains
            b            1.0   1.0         0.0s   0.0s      0.0s   0.0s          0     2  loses
            Utilisation: 50.0 %, then 62.5 %.

            """,
            result.Output);
        Assert.Equal(3, Run("policy", "diff", _folder.At("p.yaml"), "--output", "csv").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Nothing_is_applied_without_a_yes()
    {
        var file = _folder.Write("p.yaml", Mine);

        var nobody = Run("policy", "apply", file);
        var no = Answered("n\n", "policy", "apply", file, "--no-replay");

        Assert.Equal((ExitCode.WrongUse, ExitCode.Failed), (nobody.ExitCode, no.ExitCode));
        Assert.Contains("give --yes", nobody.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Requests, request => request.Method == "PUT");

        Assert.EndsWith("version 4.\n", Answered("y\n", "policy", "apply", file).Output, StringComparison.Ordinal);
        var json = Run("policy", "apply", file, "--yes", "--output", "json");
        Assert.Equal(4, JsonDocument.Parse(json.Output).RootElement.GetProperty("version").GetInt64());
        Assert.Equal(2, _server.Requests.Count(request => request.Method == "PUT"));
    }

    [Fact]
    public void A_policy_with_faults_is_not_sent()
    {
        var result = Run("policy", "apply", _folder.Write("p.yaml", "queues:\n  - {name: a, quota: {T4: 1}}\n"), "--yes");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("line 2, queues[0].quota.T4", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Requests, request => request.Method is "PUT" or "POST");
    }

    private CliResult Run(params string[] arguments) => _server.Run(CancellationToken.None, arguments);

    private CliResult Answered(string answer, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(answer);
        var terminal = new Terminal(output, error)
        {
            Input = input,
            Variable = name => name == "HEADROOM_SERVER" ? _server.Address : null,
        };
        var exitCode = CommandLine.Run(arguments, terminal, CancellationToken.None);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
