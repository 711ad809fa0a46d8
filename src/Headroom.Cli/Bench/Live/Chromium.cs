using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Bench.Live;

/// <summary>A page as a browser loaded it.</summary>
/// <param name="Interactive">Seconds from the request until it was painted and its scripts had run.</param>
/// <param name="Bytes">Bytes of all that it took, with their headers.</param>
internal sealed record PageLoad(double Interactive, long Bytes);

/// <summary>
/// A Chromium without a window, driven over its own protocol (DevTools, one socket for all pages). Only this machine is
/// asked for anything.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Listening = "DevTools listening on ";
    private const int PartBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    private static readonly string[] Arguments =
    [
        "--headless=new", "--remote-debugging-port=0", "--no-sandbox", "--disable-gpu", "--disable-quic",
        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "about:blank",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-chromium-").FullName;
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private int _last;

    private Chromium(string program)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in Arguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add($"--user-data-dir={_folder}");
        _process = Process.Start(start)!;
    }

    /// <summary>Starts the one on the PATH.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var browser = new Chromium(Find());
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            while (await browser._process.StandardError.ReadLineAsync(patience.Token) is { } line)
            {
                if (!line.StartsWith(Listening, StringComparison.Ordinal)) continue;

                await browser._socket.ConnectAsync(new Uri(line[Listening.Length..]), patience.Token);
                return browser;
            }

            throw new CommandFailure(ExitCode.Failed, "Chromium ended before it could be asked for a page.");
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loads a page as somebody does who has never been there.</summary>
    public async Task<PageLoad> LoadAsync(Uri page, (string Name, string Value) cookie)
    {
        var context = await TextAsync("Target.createBrowserContext", "browserContextId");
        var target = await TextAsync(
            "Target.createTarget", "targetId", ("url", "about:blank"), ("browserContextId", context));
        var session = await TextAsync("Target.attachToTarget", "sessionId", ("targetId", target), ("flatten", true));
        await AskAsync("Page.enable", session);
        await AskAsync(
            "Network.setCookie", session, ("name", cookie.Name), ("value", cookie.Value), ("url", page.ToString()));
        await AskAsync("Page.navigate", session, ("url", page.ToString()));
        await UntilAsync(message => (string?)message["method"] == "Page.loadEventFired");
        var figures = await AskAsync("Runtime.evaluate", session, ("returnByValue", true), ("expression", """
            (() => {
              const [page] = performance.getEntriesByType("navigation");
              const [paint] = performance.getEntriesByName("first-contentful-paint");
              const all = [page, ...performance.getEntriesByType("resource")];
              return [
                Math.max(paint?.startTime ?? 0, page.domContentLoadedEventEnd),
                all.reduce((sum, one) => sum + one.transferSize, 0),
              ];
            })()
            """));
        await AskAsync("Target.disposeBrowserContext", session: "", ("browserContextId", context));
        var values = figures["result"]!["value"]!.AsArray();
        return new PageLoad((double)values[0]! / 1000, (long)(double)values[1]!);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new CommandFailure(
            ExitCode.Failed,
            "there is no browser to measure with; install Chromium, so that one of "
            + $"{string.Join(", ", Names)} is on the PATH.");

    private async Task<string> TextAsync(string method, string key, params (string Key, JsonNode Value)[] parameters) =>
        (string)(await AskAsync(method, session: "", parameters))[key]!;

    private async Task<JsonNode> AskAsync(
        string method, string session, params (string Key, JsonNode Value)[] parameters)
    {
        var (id, values) = (++_last, new JsonObject());
        foreach (var (key, value) in parameters) values[key] = value;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = values };
        if (session.Length > 0) message["sessionId"] = session;
        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes((JsonNode)message), WebSocketMessageType.Text, endOfMessage: true,
            CancellationToken.None);
        var answer = await UntilAsync(received => (int?)received["id"] == id);
        return answer["result"] ?? throw new CommandFailure(
            ExitCode.Failed, $"Chromium refused {method}: {answer["error"]?["message"]}.");
    }

    // One thing is asked at a time, so whatever else is said may be left aside.
    private async Task<JsonNode> UntilAsync(Func<JsonNode, bool> isIt)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var message = await ReceiveAsync(patience.Token);
            if (isIt(message)) return message;
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellation)
    {
        var (text, part) = (new MemoryStream(), new byte[PartBytes]);
        while (true)
        {
            var received = await _socket.ReceiveAsync(part, cancellation);
            text.Write(part, 0, received.Count);
            if (received.EndOfMessage) return JsonNode.Parse(text.GetBuffer().AsSpan(0, (int)text.Length))!;
        }
    }
}
