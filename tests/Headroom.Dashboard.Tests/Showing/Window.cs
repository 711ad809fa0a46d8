using Microsoft.Playwright;

namespace Headroom.Dashboard.Tests.Showing;

/// <summary>A page in a browser of its own, which notes faults of scripts and requests elsewhere.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly List<string> _faults = [];

    private Window(IPage page, Uri server) => (Page, _server) = (page, server);

    public IPage Page { get; }

    public IReadOnlyList<string> Faults => _faults;

    public static async Task<Window> OnAsync(IBrowserContext context, Uri server)
    {
        var window = new Window(await context.NewPageAsync(), server);
        window.Page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != server.Authority) window._faults.Add($"asks {request.Url}");
        };
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") window._faults.Add($"{message.Type}: {message.Text}");
        };
        window.Page.PageError += (_, fault) => window._faults.Add($"throws {fault}");
        return window;
    }

    public async Task<IResponse> GoAsync(string path) => (await Page.GotoAsync(
        new Uri(_server, path).ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Load }))!;

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
