using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Client.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Headroom.Cli.Tests.Remote;

/// <summary>A server that says what a test told it to, over real HTTP.</summary>
internal sealed class CannedServer : IDisposable
{
    private static readonly byte[] Blanks = [.. Enumerable.Repeat((byte)' ', 1 << 20)];

    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<CannedAnswer>> _answers = new();
    private readonly ConcurrentQueue<CannedRequest> _requests = new();

    public CannedServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
        _server.StartAsync().GetAwaiter().GetResult();
        Address = _server.Urls.Single();
    }

    public string Address { get; }

    public IReadOnlyList<CannedRequest> Requests => [.. _requests];

    /// <summary>Answers to a method and path, in order; the last one is given again and again.</summary>
    public CannedServer On(string request, params CannedAnswer[] answers)
    {
        _answers[request] = new ConcurrentQueue<CannedAnswer>(answers);
        return this;
    }

    /// <summary>Runs a command with this server and a token in its environment.</summary>
    public CliResult Run(string line) => Run(CancellationToken.None, line.Split(' '));

    public CliResult Run(CancellationToken interrupted, params string[] arguments) =>
        Run(new() { ["HEADROOM_SERVER"] = Address, ["HEADROOM_TOKEN"] = "secret" }, false, interrupted, arguments);

    public static CliResult Run(
        Dictionary<string, string> variables, bool isWatched, CancellationToken interrupted, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error)
        {
            Variable = name => variables.GetValueOrDefault(name),
            IsWatched = isWatched,
            Clock = new StoppedClock(),
        };
        var exitCode = CommandLine.Run(arguments, terminal, interrupted);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>An address at which nobody listens.</summary>
    public static string Nobody()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return $"http://{free.LocalEndpoint}";
    }

    public void Dispose() => _server.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task AnswerAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var request = new CannedRequest(
            context.Request.Method, $"{context.Request.Path}{context.Request.QueryString}",
            headers.Authorization.FirstOrDefault(), headers["Idempotency-Key"].FirstOrDefault(),
            await new StreamReader(context.Request.Body).ReadToEndAsync());
        _requests.Enqueue(request);
        var answer = Next($"{request.Method} {context.Request.Path}");
        answer.Before?.Invoke();
        await SendAsync(context, answer);
    }

    private CannedAnswer Next(string request)
    {
        if (!_answers.TryGetValue(request, out var answers)) return CannedAnswer.Problem(404, $"There is no {request}");

        return answers.Count > 1 && answers.TryDequeue(out var answer) ? answer : answers.First();
    }

    private static async Task SendAsync(HttpContext context, CannedAnswer answer)
    {
        if (answer.BytesSent == 0)
        {
            context.Abort();
            return;
        }

        var (response, bytes) = (context.Response, Encoding.UTF8.GetBytes(answer.Body));
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (answer.IsAnnounced) response.ContentLength = answer.Length ?? bytes.Length;
        if (answer.RetryAfter is { } seconds) response.Headers.RetryAfter = $"{seconds}";
        if (answer.Location is { } location) response.Headers.Location = location;
        await response.Body.WriteAsync(bytes.AsMemory(0, answer.BytesSent ?? bytes.Length));
        await response.Body.FlushAsync();
        if (answer.BytesSent is not null) context.Abort();
        for (var sent = (long)bytes.Length; sent < answer.Length; sent += Blanks.Length)
        {
            var length = (int)Math.Min(Blanks.Length, answer.Length.Value - sent);
            await response.Body.WriteAsync(Blanks.AsMemory(0, length));
        }
    }

    /// <summary>Always the same moment; timers run as ever.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddHours(1);
    }
}

/// <summary>What came in.</summary>
internal sealed record CannedRequest(string Method, string Path, string? Authorization, string? Key, string Body);

/// <summary>What goes out.</summary>
internal sealed record CannedAnswer(int Status, string Body, string ContentType = "application/json")
{
    /// <summary>The connection breaks before anything is said.</summary>
    public static readonly CannedAnswer Broken = new(200, "") { BytesSent = 0 };

    /// <summary>Bytes after which the connection breaks; null for none.</summary>
    public int? BytesSent { get; init; }

    /// <summary>Length up to which blanks follow the body; null for none.</summary>
    public long? Length { get; init; }

    /// <summary>Whether the length is known before the body.</summary>
    public bool IsAnnounced { get; init; } = true;

    public int? RetryAfter { get; init; }

    public string? Location { get; init; }

    /// <summary>Done before it is said.</summary>
    public Action? Before { get; init; }

    public static CannedAnswer Json<T>(T item) => new(200, JsonSerializer.Serialize(item, ApiJson.Options));

    public static CannedAnswer Problem(int status, string title, string detail = "", string key = "") => new(
        status,
        JsonSerializer.Serialize(
            new Problem { Type = "canned", Title = title, Status = status, Detail = detail, Key = key }, ApiJson.Options),
        "application/problem+json");
}
