using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests;

/// <summary>Who may see and do what, and what bad requests get.</summary>
public abstract class AccessTests(StoreKind kind) : OnePool(kind, "blue", "red")
{
    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("Bearer hr_guess")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    public async Task Without_a_valid_token_nothing_is_told(string header)
    {
        foreach (var path in (string[])["api/v1/jobs", "api/v1/jobs/1", "api/v1/nodes", "api/v1/queues"])
        {
            var (status, body) = await Pool.SendAsync(HttpMethod.Get, path, token: header);
            Assert.Equal(401, status);
            Assert.Contains("not-authorised", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_tenant_sees_and_changes_nothing_of_another()
    {
        using var blue = await Pool.ClientAsync(TokenRole.Member, "blue");
        using var red = await Pool.ClientAsync(TokenRole.TenantAdmin, "red");
        var made = await blue.SubmitAsync(RealPool.Script("echo secret; sleep 600", gpus: 4), "a");
        var theirs = await red.SubmitAsync(RealPool.Script("true", gpus: 4), "a");
        await RealPool.UntilAsync(blue, made.First, JobStatus.Running);

        foreach (var attempt in (Func<Task>[])[
            () => red.JobAsync(made.First), () => red.LogAsync(made.First, isError: false, 0),
            () => red.WhyAsync(made.First), () => red.CancelAsync(made.First), () => red.HoldAsync(made.First)])
        {
            Assert.Equal(404, (await Assert.ThrowsAsync<ApiException>(attempt)).Problem!.Status);
        }

        var asBlue = RealPool.Script("true") with { Queue = "blue" };
        Assert.Equal(422, (await Assert.ThrowsAsync<ApiException>(() => red.SubmitAsync(asBlue, "b"))).Problem!.Status);
        Assert.NotEqual(made.First, theirs.First);
        Assert.Equal([theirs.First], (await red.JobsAsync(new JobFilter { Tenant = "blue" })).Jobs.Select(job => job.Id));
        Assert.Equal("red", Assert.Single(await red.QueuesAsync()).Name);
        Assert.Empty((await red.WhyAsync(theirs.First)).Holders);
    }

    [Fact]
    public async Task A_viewer_only_looks_and_nobody_makes_a_token_of_more_than_his_own()
    {
        using var viewer = await Pool.ClientAsync(TokenRole.Viewer, "blue");

        Assert.Empty((await viewer.JobsAsync(new JobFilter())).Jobs);
        var fault = await Assert.ThrowsAsync<ApiException>(() => viewer.SubmitAsync(RealPool.Script("true"), "a"));
        Assert.Equal(403, fault.Problem!.Status);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("""{"command":["a"],"unknown":1}""", 400)]
    [InlineData("""{"command":["a"],"command":["b"]}""", 400)]
    [InlineData("""{"command":[null],"queue":"blue"}""", 422)]
    [InlineData("""{"command":["a"],"gpus":"2"}""", 400)]
    [InlineData("""{"command":["a"],"gpus":99999999999999999999}""", 400)]
    [InlineData("""{"queue":"blue"}""", 400)]
    [InlineData("""{"command":[],"queue":"blue"}""", 422)]
    [InlineData("""{"command":["a\u0000b"],"queue":"blue"}""", 422)]
    [InlineData("""{"command":["a"],"queue":"blue","tasks":0}""", 422)]
    [InlineData("""{"command":["a"],"queue":"blue","tasks":2147483647,"cpu_millicores":9223372036854775807}""", 422)]
    [InlineData("""{"command":["a"],"queue":"blue","tasks":4,"tasks_min":5}""", 422)]
    [InlineData("""{"command":["a"],"queue":"blue","tasks":4,"tasks_min":0}""", 422)]
    [InlineData("""{"command":["a"],"queue":"blue","array":1000000}""", 422)]
    [InlineData("""{"command":["a"],"queue":"blue","time_limit_seconds":-1}""", 422)]
    [InlineData("""{"command":["a"],"queue":"blue","directory":"../../etc"}""", 422)]
    [InlineData("""{"command":["a"],"queue":"blue","environment":{"A=B":"c"}}""", 422)]
    [InlineData("""{"command":["a"],"queue":"../red"}""", 422)]
    [InlineData("""{"command":["a"]}""", 422)]
    public async Task A_bad_request_is_refused_with_a_reason_and_no_trace_of_the_program(string body, int expected)
    {
        var (status, answer) = await Pool.SendAsync(HttpMethod.Post, "api/v1/jobs", body);

        Assert.Equal(expected, status);
        Assert.Contains("\"detail\":\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        Assert.Empty((await Pool.Admin.JobsAsync(new JobFilter())).Jobs);
    }

    [Fact]
    public async Task A_body_of_many_megabytes_is_refused()
    {
        var (status, body) = await Pool.SendAsync(
            HttpMethod.Post, "api/v1/jobs", $$"""{"command":["{{new string('a', 3 << 20)}}"]}""");

        Assert.Equal(413, status);
        Assert.Contains("send at most 1 MiB in one request", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_array_whose_texts_are_too_large_together_is_refused()
    {
        var body = $$"""{"command":["{{new string('a', 100_000)}}"],"queue":"blue","array":10000}""";

        Assert.Equal(422, (await Pool.SendAsync(HttpMethod.Post, "api/v1/jobs", body)).Status);
    }

    [Theory]
    [InlineData("api/v1/jobs/99", 404)]
    [InlineData("api/v1/jobs/-1", 404)]
    [InlineData("api/v1/jobs/abc", 404)]
    [InlineData("api/v1/jobs?limit=0", 422)]
    [InlineData("api/v1/jobs?limit=100000", 422)]
    [InlineData("api/v1/jobs?state=ASLEEP", 422)]
    [InlineData("api/v1/jobs?after=nonsense", 422)]
    [InlineData("api/v1/nothing", 404)]
    public async Task A_bad_question_is_answered_with_what_to_do(string path, int expected)
    {
        var (status, answer) = await Pool.SendAsync(HttpMethod.Get, path);

        Assert.Equal(expected, status);
        Assert.Contains("\"detail\":\"", answer, StringComparison.Ordinal);
    }
}

/// <summary>With the store in a file.</summary>
public sealed class AccessTestsInAFile() : AccessTests(StoreKind.Sqlite);

/// <summary>With the store on a server.</summary>
public sealed class AccessTestsOnPostgres() : AccessTests(StoreKind.Postgres);
