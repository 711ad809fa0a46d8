using System.Net;
using System.Text;
using Headroom.Client.Jobs;

namespace Headroom.Server.Tests.Api;

/// <summary>Answers that are not sent again, changes meant for a version, and pages while jobs come and go.</summary>
public sealed class ConditionalTests : IAsyncLifetime
{
    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartAsync();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task What_is_known_is_not_sent_again_until_it_changes()
    {
        using var admin = _pool.Admin;
        var job = await admin.SubmitAsync(RealPool.Script("sleep 600", gpus: 4), "a");
        await RealPool.UntilAsync(admin, job.First, JobStatus.Running);
        var next = await admin.SubmitAsync(RealPool.Script("true", gpus: 4), "b");
        foreach (var path in (string[])[$"api/v1/jobs/{next.First}", "api/v1/nodes", "api/v1/queues"])
        {
            using var first = await SendAsync(HttpMethod.Get, path);
            var tag = first.Headers.ETag!.ToString();
            using var again = await SendAsync(HttpMethod.Get, path, ("If-None-Match", $"\"other\", W/{tag}"));
            using var other = await SendAsync(HttpMethod.Get, path, ("If-None-Match", "\"other\""));

            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        }

        using var before = await SendAsync(HttpMethod.Get, $"api/v1/jobs/{job.First}");
        await admin.CancelAsync(job.First);
        await RealPool.UntilEndedAsync(admin, job.First);
        using var after = await SendAsync(
            HttpMethod.Get, $"api/v1/jobs/{job.First}", ("If-None-Match", before.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task A_change_that_is_meant_for_another_version_is_refused()
    {
        using var admin = _pool.Admin;
        await admin.SubmitAsync(RealPool.Script("sleep 600", gpus: 4), "a");
        var job = await admin.SubmitAsync(RealPool.Script("true", gpus: 4), "b");
        var path = $"api/v1/jobs/{job.First}";
        using var seen = await SendAsync(HttpMethod.Get, path);
        var tag = seen.Headers.ETag!.ToString();

        using var held = await SendAsync(HttpMethod.Post, $"{path}/hold", ("If-Match", tag));
        using var stale = await SendAsync(HttpMethod.Post, $"{path}/release", ("If-Match", tag));
        using var fresh = await SendAsync(HttpMethod.Post, $"{path}/release", ("If-Match", held.Headers.ETag!.ToString()));
        using var any = await SendAsync(HttpMethod.Post, $"{path}/cancel", ("If-Match", "*"));
        using var none = await SendAsync(HttpMethod.Post, $"{path}/cancel", ("If-Match", "seven"));

        Assert.Equal(
            [200, 412, 200, 200, 422],
            new[] { held, stale, fresh, any, none }.Select(response => (int)response.StatusCode));
        Assert.Contains("\"type\":\"stale\"", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("billing", "PUT", """{"prices":[],"currency":"EUR"}""")]
    [InlineData("policy", "PUT", """{"text":"queues:\n- {name: all}\n- {name: more}\n"}""")]
    public async Task Settings_meant_to_follow_another_version_are_refused(string path, string method, string body)
    {
        using var stale = await SendAsync(new HttpMethod(method), $"api/v1/{path}", body, ("If-Match", "\"77\""));
        using var wrong = await SendAsync(new HttpMethod(method), $"api/v1/{path}", body, ("If-Match", "seven"));

        Assert.Equal((412, 422), ((int)stale.StatusCode, (int)wrong.StatusCode));
        Assert.Contains("\"type\":\"stale\"", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("If-Match", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_show_each_job_once_whatever_comes_and_changes_between_them()
    {
        using var admin = _pool.Admin;
        await admin.SubmitAsync(RealPool.Script("sleep 600", gpus: 4), "block");
        await admin.SubmitAsync(RealPool.Script("true", gpus: 4) with { Array = 40 }, "a");
        var seen = new List<long>();
        for (var filter = new JobFilter { Limit = 7 }; ;)
        {
            var page = await admin.JobsAsync(filter);
            seen.AddRange(page.Jobs.Select(job => job.Id));
            await admin.SubmitAsync(RealPool.Script("true", gpus: 4), $"more-{seen.Count}");
            await admin.CancelAsync(seen[^1]);
            if (page.Next is null) break;

            await admin.CancelAsync(seen[^1] - 1);
            filter = filter with { After = page.Next };
        }

        Assert.Equal(Enumerable.Range(1, 41).Select(id => (long)id).Reverse(), seen);
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, body: null, headers);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var http = _pool.Http();
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }
}
