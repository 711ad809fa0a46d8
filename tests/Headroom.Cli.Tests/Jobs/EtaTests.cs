using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Tests.Jobs;

public sealed class EtaTests : IDisposable
{
    private readonly CannedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void A_job_is_told_of_by_what_its_estimate_rests_on()
    {
        var start = new StartView
        {
            Job = 17,
            Basis = StartBasis.Runtimes,
            At = 0,
            P50Milliseconds = 90_000,
            P90Milliseconds = 600_000,
            Futures = 24,
        };
        _server.On(
            "GET /api/v1/jobs/17/start",
            CannedAnswer.Json(start),
            CannedAnswer.Json(start with { Outcomes = 1 }),
            CannedAnswer.Json(start with { Outcomes = 57 }),
            CannedAnswer.Json(start with { Basis = StartBasis.TimeLimits }),
            CannedAnswer.Json(start with { Basis = StartBasis.Never, Code = "NEVER_FITS" }),
            CannedAnswer.Json(start with { Basis = StartBasis.NextCycle }));

        foreach (var correction in (string[])[
            "not corrected yet", "corrected by 1 earlier start", "corrected by 57 earlier starts"])
        {
            Assert.Equal(
                $"It starts in 1m 30s (p50) to 10m 0s (p90), from 24 futures, {correction}.\n",
                _server.Run("eta 17").Output);
        }

        Assert.StartsWith("It starts in 1m 30s if every job runs to its time limit", _server.Run("eta 17").Output, StringComparison.Ordinal);
        Assert.Equal("It will not start unless what holds it is changed: NEVER_FITS.\n", _server.Run("eta 17").Output);
        Assert.Equal("It starts now.\n", _server.Run("eta 17").Output);
    }

    [Fact]
    public void A_job_that_is_not_submitted_is_described_as_for_a_submission()
    {
        _server.On("POST /api/v1/jobs/start", CannedAnswer.Json(new StartView { Basis = StartBasis.NextCycle, At = 0 }));

        Assert.Equal(ExitCode.Done, _server.Run("eta --gpus 4 -- python 17").ExitCode);
        Assert.Contains("\"gpus\":4", Assert.Single(_server.Requests).Body, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, _server.Run("eta soon").ExitCode);
    }
}
