using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Headroom.Dashboard.Tests.Showing.Stage))]

namespace Headroom.Dashboard.Tests.Showing;

/// <summary>The pool that all tests of pages look at, and the browser that they look with.</summary>
public sealed class Stage : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private ShowPool? _pool;
    private IBrowser? _browser;

    internal ShowPool Pool => _pool!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ShowPool.StartAsync();
        if (!File.Exists(Chromium)) return;

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A window of a person who is signed in.</summary>
    internal async Task<Window> OpenAsync(
        BrowserNewContextOptions? options = null, string? secret = null, Uri? address = null)
    {
        Assert.SkipWhen(_browser is null, $"There is no {Chromium}: pages are not looked at.");
        var context = await _browser!.NewContextAsync(options ?? new BrowserNewContextOptions { Locale = "en-US" });
        address ??= Pool.Address;
        await context.AddCookiesAsync(
        [
            new Cookie
            {
                Name = "headroom_session", Value = secret ?? Pool.Secret, Url = address.ToString(), HttpOnly = true,
                SameSite = SameSiteAttribute.Strict,
            },
        ]);
        return await Window.OnAsync(context, address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_pool is not null) await _pool.DisposeAsync();
    }
}
