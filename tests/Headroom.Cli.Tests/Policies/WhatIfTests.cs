using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Pool;

namespace Headroom.Cli.Tests.Policies;

public sealed class WhatIfTests : IDisposable
{
    private readonly CannedServer _server = new();

    public WhatIfTests() => _server.On("POST /api/v1/what-if", CannedAnswer.Json(new WhatIfView(
        new PolicyPreview
        {
            Version = 3,
            Jobs = 30,
            JobsLeftOut = 0,
            SpanSeconds = 86_400,
            UtilisationBefore = 0.5,
            UtilisationAfter = 0.625,
            Queues = [new("a", new(10, 600, 1_200, 20, 0, 3), new(12, 30, 60, 20, 0, 0))],
        },
        "queues:\n  - name: a\n", 96, 128)));

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Changes_are_sent_as_they_are_written_and_who_gains_is_told()
    {
        var result = _server.Run(
            "what-if --quota a:H100=48 --quota b:H100=8.5 --nodes north:H100=16 --weight a=4 --days 3");

        Assert.Equal(
            """
            Replay of 30 jobs over 1d 0h:
            QUEUE  GPU-HOURS  THEN  MEDIAN WAIT   THEN  P90 WAIT   THEN  NOT ENDED  THEN  OUTCOME
            a           10.0  12.0       10m 0s  30.0s    20m 0s  1m 0s          0     0  gains
            Utilisation: 50.0 %, then 62.5 %.
            Accelerators: 96, then 128.

            """,
            result.Output);
        using var sent = JsonDocument.Parse(_server.Requests[^1].Body);
        Assert.Equal(
            ["a:H100=48", "b:H100=8.5"],
            sent.RootElement.GetProperty("quotas").EnumerateArray().Select(text => text.GetString()!));
        Assert.Equal(3, sent.RootElement.GetProperty("days").GetInt32());
        var csv = _server.Run("what-if --nodes H100=2 --output csv").Output;
        Assert.Contains("a,10,12,600,30,1200,60,0,0,gains", csv, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(_server.Run("what-if --nodes H100=2 --output json").Output);
        Assert.Equal(128, json.RootElement.GetProperty("gpus_after").GetInt64());
    }

    [Theory]
    [InlineData("what-if", "nothing is changed")]
    [InlineData("what-if --quota H100", "'H100' is no change; write it as research:H100=48")]
    [InlineData("what-if --nodes H100=many", "'H100=many' is no change")]
    [InlineData("what-if --nodes H100=2 --days 31", "from 1 to 30")]
    public void What_is_wrong_is_told_before_anything_is_sent(string line, string sentence)
    {
        var result = _server.Run(line);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }
}
