using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Tests.Jobs;

public sealed class RequeueTests : IDisposable
{
    private readonly CannedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Each_job_is_told_of_by_what_becomes_of_it()
    {
        _server.On("POST /api/v1/jobs/1/requeue", CannedAnswer.Json(new Requeued(1, 9, JobStatus.Waiting)))
            .On("POST /api/v1/jobs/2/requeue", CannedAnswer.Json(new Requeued(2, 2, JobStatus.Stopping)))
            .On("POST /api/v1/jobs/3/requeue", CannedAnswer.Json(new Requeued(3, 3, JobStatus.Held)));

        var result = _server.Run("requeue 1-4 --key k");

        Assert.Equal(
            """
            1 submitted anew as 9
            2 told to stop, waits again when it has
            3 held, and so is in its queue already

            """,
            result.Output);
        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Contains("job 4", result.Error, StringComparison.Ordinal);
        Assert.Equal(["k/1", "k/2", "k/3", "k/4"], _server.Requests.Select(request => request.Key));
    }

    [Fact]
    public void A_connection_that_breaks_is_tried_again_with_the_same_key()
    {
        _server.On(
            "POST /api/v1/jobs/1/requeue", CannedAnswer.Broken, CannedAnswer.Json(new Requeued(1, 9, JobStatus.Waiting)));

        using var json = JsonDocument.Parse(_server.Run("requeue 1 --output json").Output);

        Assert.Equal(9, json.RootElement[0].GetProperty("as").GetInt64());
        Assert.Single(_server.Requests.Select(request => request.Key).Distinct());
        Assert.Equal(2, _server.Requests.Count);
    }
}
