using System.Text.Json;
using Headroom.Cli.Tests.Jobs;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;

namespace Headroom.Cli.Tests.Pool;

public sealed class PoolCommandsTests : IDisposable
{
    private readonly CannedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Nodes_are_told_with_what_is_free()
    {
        NodeView[] nodes =
        [
            new("n1", "local", "A100", 8, 7_750, 64_000, 63_500, 524_288, 1_536, "IN_SERVICE"),
            new("n2", "local", "", 0, 0, 1_000, 0, 512, 0, "DRAINED"),
        ];
        _server.On("GET /api/v1/nodes", CannedAnswer.Json(nodes));

        Assert.Equal(
            """
            NODE  CLUSTER  STATE       MODEL  GPUS  FREE  CPUS  FREE     MEMORY     FREE
            n1    local    in_service  A100      8  7.75    64  63.5  512.0 GiB  1.5 GiB
            n2    local    drained     -         0     0     1     0    0.5 GiB  0.0 GiB

            """,
            _server.Run("nodes").Output);
        Assert.Equal(2, JsonDocument.Parse(_server.Run("nodes --output json").Output).RootElement.GetArrayLength());
        Assert.Equal(
            """
            name,cluster,state,model,gpus,gpu_milli_free,cpu_millicores,cpu_millicores_free,memory_mib,memory_mib_free
            n1,local,IN_SERVICE,A100,8,7750,64000,63500,524288,1536
            n2,local,DRAINED,,0,0,1000,0,512,0

            """,
            _server.Run("nodes --output csv").Output);
    }

    [Fact]
    public void Tokens_are_listed_made_and_revoked()
    {
        var token = new TokenView
        {
            Id = 2,
            Name = "ci",
            Role = TokenRole.TenantAdmin,
            Tenant = "lab",
            Scopes = ["jobs:read", "pool:read"],
            CreatedAt = 0,
        };
        _server.On("GET /api/v1/tokens", CannedAnswer.Json<TokenView[]>([token, token with { Id = 3, ExpiresAt = 1_000 }]))
            .On("POST /api/v1/tokens", CannedAnswer.Json(new TokenMade(4, "hr_secret")))
            .On("DELETE /api/v1/tokens/2", CannedAnswer.Json(token with { RevokedAt = 5 }));

        Assert.Equal(
            """
            ID  NAME  ROLE          TENANT  SCOPES               CREATED               EXPIRES               STATE
             2  ci    tenant-admin  lab     jobs:read,pool:read  1970-01-01 00:00:00Z  -                     good
             3  ci    tenant-admin  lab     jobs:read,pool:read  1970-01-01 00:00:00Z  1970-01-01 00:00:01Z  expired

            """,
            _server.Run("tokens list").Output);
        Assert.Equal(
            "hr_secret\n", _server.Run("tokens create ci --role member --tenant lab --scopes jobs:read --expires 1h").Output);
        Assert.Contains("\"expires_at\":7200000", _server.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Contains("\"role\":\"MEMBER\"", _server.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Equal("2 ci: revoked\n", _server.Run("tokens revoke 2").Output);
    }

    [Fact]
    public void Queues_are_told_with_what_they_are_owed_and_use()
    {
        QueueView[] queues =
        [
            new("all", "", 0, 0, []),
            new("lab", "all", 3, 2, [new("A100", 16_000, 8_250), new("cpu", 500, 0)]),
        ];
        _server.On("GET /api/v1/queues", CannedAnswer.Json(queues));

        Assert.Equal(
            """
            QUEUE  PARENT  WAITING  RUNNING  RESOURCE  OWED  USED
            all    -             0        0  -            -     -
            lab    all           3        2  A100        16  8.25
            lab    all           3        2  cpu        0.5     0

            """,
            _server.Run("queues").Output);
        Assert.Equal(2, JsonDocument.Parse(_server.Run("queues --output json").Output).RootElement.GetArrayLength());
        Assert.Equal(
            """
            name,parent,waiting,running,resource,owed_milli,used_milli
            all,,0,0,,,
            lab,all,3,2,A100,16000,8250
            lab,all,3,2,cpu,500,0

            """,
            _server.Run("queues --output csv").Output);
    }

    [Fact]
    public void Nodes_are_drained_and_taken_back()
    {
        NodeView node = new("gpu/1", "local", "A100", 8, 8_000, 64_000, 64_000, 1_024, 1_024, "DRAINING");
        _server.On("POST /api/v1/nodes/gpu/1/drain", CannedAnswer.Json(node))
            .On("POST /api/v1/nodes/gpu%2F1/drain", CannedAnswer.Json(node))
            .On("POST /api/v1/nodes/gpu%2F1/undrain", CannedAnswer.Json(node with { State = "IN_SERVICE" }));

        Assert.Equal("gpu/1 draining\n", _server.Run("drain gpu/1 --now").Output);
        Assert.EndsWith("?now=true", Assert.Single(_server.Requests).Path, StringComparison.Ordinal);
        Assert.Equal("gpu/1 in_service\n", _server.Run("undrain gpu/1").Output);
        Assert.Equal("DRAINING", JsonDocument.Parse(_server.Run("drain gpu/1 --output json").Output)
            .RootElement[0].GetProperty("state").GetString());
    }

    [Fact]
    public void Clusters_are_told_with_what_runs_work_there()
    {
        _server.On("GET /api/v1/clusters", CannedAnswer.Json(
            new ClusterView[] { new("local", "local", 2, 1, 8, 2_500, "IN_PART") }));

        Assert.Equal(
            """
            CLUSTER  ENGINE  STATE    NODES  IN SERVICE  GPUS  FREE
            local    local   in_part      2           1     8   2.5

            """,
            _server.Run("clusters list").Output);
        Assert.Equal(
            "name,engine,nodes,nodes_in_service,gpus,gpu_milli_free,state\nlocal,local,2,1,8,2500,IN_PART\n",
            _server.Run("clusters list --output csv").Output);
    }

    [Fact]
    public void In_a_pipe_one_look_is_taken_at_queues_and_running_jobs()
    {
        NodeView[] nodes = [new("n1", "", "A100", 8, 7_750, 64_000, 63_500, 524_288, 1_536, "IN_SERVICE")];
        QueueView[] queues = [new("lab", "", 3, 1, [new("A100", 8_000, 250)])];
        _server.On("GET /api/v1/nodes", CannedAnswer.Json(nodes))
            .On("GET /api/v1/queues", CannedAnswer.Json(queues))
            .On("GET /api/v1/jobs", CannedAnswer.Json(new JobList([View(SomeJobs.Running(17))])));

        Assert.Equal(
            """
            1970-01-01 01:00:00Z  0.25 of 8 GPUs in use on 1 node

            QUEUE  PARENT  WAITING  RUNNING  RESOURCE  OWED  USED
            lab    -             3        1  A100         8  0.25

            ID  QUEUE     MODEL  GPUS  RUNTIME  NAME
            17  research  A100   0.25    30.0s  job-17

            """,
            _server.Run("top").Output);
        Assert.Contains("state=RUNNING", _server.Requests[^1].Path, StringComparison.Ordinal);
    }

    private static JobView View(JobDetail job) => new()
    {
        Id = job.Id,
        Name = job.Name,
        Tenant = job.Tenant,
        Queue = job.Queue,
        State = job.State,
        GpuMilli = job.GpuMilli,
        Model = job.Model,
        Priority = job.Priority,
        SubmittedAt = job.SubmittedAt,
        StartedAt = job.StartedAt,
        Attempts = job.Attempts,
        Version = job.Version,
    };
}
