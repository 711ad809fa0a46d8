using System.Net.Sockets;
using System.Text;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests.Api;

/// <summary>What nobody well-meaning sends: refused, nothing told of the program, and it still serves.</summary>
public sealed class HostileTests : IAsyncLifetime
{
    private const string Good = """{"command":["true"],"queue":"all","environment":{"A":"b"},"gpus":1,"models":["A100"]}""";

    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartAsync();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Broken_bodies_are_refused_with_a_problem_whatever_is_broken()
    {
        var random = new Random(17);
        var bodies = Enumerable.Range(0, 300).Select(_ => Mutated(random)).Concat(
        [
            Encoding.UTF8.GetBytes(new string('[', 10_000)),
            Encoding.UTF8.GetBytes("{\"command\":" + new string('[', 500) + new string(']', 500) + "}"),
            Encoding.UTF8.GetBytes("""{"command":["a"],"gpus":1e308}"""),
            Encoding.UTF8.GetBytes("""{"command":["a"],"priority":-99999999999999999999999}"""),
            [.. "{\"command\":[\""u8, 0xC3, 0x28, 0xFF, .. "\"]}"u8],
            [0xFF, 0xFE, 0x00],
        ]);
        using var http = _pool.Http();

        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            using var response = await http.PostAsync("api/v1/jobs", content);
            var answer = await response.Content.ReadAsStringAsync();

            Assert.True((int)response.StatusCode is 201 or 400 or 422, $"{(int)response.StatusCode}: {Encoding.UTF8.GetString(body)}");
            if ((int)response.StatusCode == 201) continue;

            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Assert.DoesNotContain("Headroom.", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gzip", "application/json", 415, "unsupported-media")]
    [InlineData("br", "application/json", 415, "unsupported-media")]
    [InlineData("", "text/plain", 415, "unsupported-media")]
    public async Task Bodies_of_another_kind_are_refused(string encoding, string type, int expected, string problem)
    {
        using var http = _pool.Http();
        using var content = new StringContent(Good, Encoding.UTF8, type);
        if (encoding.Length > 0) content.Headers.ContentEncoding.Add(encoding);
        using var response = await http.PostAsync("api/v1/jobs", content);

        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Contains(problem, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /api/v1/jobs HTTP/1.1\r\nHost: a\r\nX: a\nb\r\n\r\n")]
    [InlineData("GET /api/v1/jobs HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("POST /api/v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task Broken_requests_get_nothing(string request)
    {
        var answer = await RawAsync(request);

        Assert.True(answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
        Assert.DoesNotContain("first", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sends_a_header_or_a_body_that_does_not_come_is_cut_off()
    {
        using var http = _pool.Http();
        var header = $"POST /api/v1/jobs HTTP/1.1\r\nHost: a\r\nAuthorization: {http.DefaultRequestHeaders.Authorization}\r\n";

        var answers = await Task.WhenAll(
            RawAsync(header), RawAsync($"{header}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"));

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal));
        // The connection may be cut before the body of the answer has come through.
        Assert.Contains("application/problem+json", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        var answer = await RawAsync($"GET /healthz HTTP/1.1\r\nHost: a\r\nX: {new string('a', 20_000)}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_would_lead_out_of_their_place_or_line_stay_words()
    {
        using var admin = _pool.Admin;
        const string Name = "../../etc/<script>";
        foreach (var line in (string[])["a\r\nSet-Cookie: a=b", "\u001b[2J", "a\0b"])
        {
            var fault = await Assert.ThrowsAsync<ApiException>(
                () => admin.SubmitAsync(RealPool.Script("true") with { Name = line }, $"key {line.Length}"));
            Assert.Equal(422, fault.Problem!.Status);
        }

        var made = await admin.SubmitAsync(RealPool.Script("pwd") with { Name = Name }, "../key");

        var job = await RealPool.UntilEndedAsync(admin, made.First);
        var (status, _) = await _pool.SendAsync(HttpMethod.Get, "api/v1/jobs/%2e%2e/%2e%2e/etc/passwd");

        Assert.Equal((JobStatus.Succeeded, Name), (job.State, job.Name));
        Assert.DoesNotContain("etc", (await admin.LogAsync(made.First, isError: false, 0)).Text, StringComparison.Ordinal);
        Assert.Equal(404, status);
    }

    private static byte[] Mutated(Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(Good).ToList();
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 1; times--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[place] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(place); break;
                case 2: bytes.Insert(place, "{}[]\":,0-e\\"u8[random.Next(11)]); break;
                default: bytes.RemoveRange(place, bytes.Count - place); break;
            }
        }

        return [.. bytes];
    }

    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_pool.Address.Host, _pool.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        // All of these end the connection; what was sent and not read may end it hard.
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (var length = 1; length > 0; answer.Append(Encoding.Latin1.GetString(buffer, 0, length)))
                length = await stream.ReadAsync(buffer);
        }
        catch (IOException) when (answer.Length > 0)
        {
            // The answer is there.
        }

        return answer.ToString();
    }
}
