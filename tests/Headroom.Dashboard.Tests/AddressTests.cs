using Headroom.Dashboard.Tests.Showing;
using Microsoft.Playwright;

namespace Headroom.Dashboard.Tests;

/// <summary>
/// What a page shows is in its address: it is the same when it is loaded anew. All of it is reached by the keyboard.
/// </summary>
public sealed class AddressTests(Stage stage)
{
    // What is chosen and which rows there are. Times go on while one looks, and so do tables by time.
    private const string Shown = """
        () => {
          const all = (selector, text) => [...document.querySelectorAll(selector)].map(text);
          return [
            document.title,
            ...all('[aria-current]', one => 'current ' + one.textContent.trim()),
            ...all('main input:not([type=hidden], [type=checkbox]), main select', one => one.name + '=' + one.value),
            ...all('main h1, main h2, main a.id, main tbody th[scope=row]:not(.twin th)', one => one.textContent.trim()),
          ].join('\n');
        }
        """;

    private const string Watch = """
        () => {
          window.reached = new Set();
          document.addEventListener('focusin', event => window.reached.add(event.target));
          document.activeElement?.blur();
        }
        """;

    private const string Elements = """
        [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')]
          .filter(one => !one.disabled && one.checkVisibility({ visibilityProperty: true }))
        """;

    public static TheoryData<string> Addresses =>
    [
        "/", "/jobs?state=waiting&queue=language&order=oldest", "/jobs?state=failed&tenant=speech",
        "/jobs/1?stream=stderr", "/timeline?hours=6", "/share?resource=A100", "/nodes",
        "/gap?days=2&busy=60.5&lead=24", "/size?like=13&served=1000&chip=A100", "/what-if?weight=speech=6&nodes=north:H100=14&days=3",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_page_is_the_same_when_it_is_loaded_anew(string address)
    {
        await using var window = await stage.OpenAsync();
        await window.GoAsync(address);
        var first = await window.Page.EvaluateAsync<string>(Shown);
        await window.Page.ReloadAsync();
        var again = await window.Page.EvaluateAsync<string>(Shown);

        Assert.Equal(first, again);
        Assert.Equal(address, new Uri(window.Page.Url).PathAndQuery);
        Assert.Empty(window.Faults);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Everything_on_a_page_is_reached_by_the_keyboard(string address)
    {
        await using var window = await stage.OpenAsync();
        await window.GoAsync(address);
        // Nothing may be exchanged under the keys.
        await window.Page.Context.SetOfflineAsync(true);
        await window.Page.EvaluateAsync(Watch);
        var count = await window.Page.EvaluateAsync<int>($"{Elements}.length");
        // A date has stops of its own for year, month and day.
        for (var press = 0; press < count + 12; press++) await window.Page.Keyboard.PressAsync("Tab");

        var missed = await window.Page.EvaluateAsync<string[]>(
            $"{Elements}.filter(one => !window.reached.has(one)).map(one => one.outerHTML.slice(0, 200))");
        Assert.Empty(missed);
        Assert.True(count > 10);
    }

    [Fact]
    public async Task What_is_tried_is_an_address_of_what_was_changed_alone()
    {
        await using var window = await stage.OpenAsync();
        await window.GoAsync("/what-if");
        await window.Page.Locator("input[name='q:language:H100']").FillAsync("48");
        await window.Page.Locator("input[name='n:north:H100']").FillAsync("14");
        await window.Page.Locator("form.grid button.main").ClickAsync();
        await window.Page.WaitForSelectorAsync("section[aria-labelledby=outcome] tbody tr");

        Assert.Equal(
            "/what-if?quota=language:H100=48&nodes=north:H100=14&days=7",
            Uri.UnescapeDataString(new Uri(window.Page.Url).PathAndQuery));
        Assert.Equal("48", await window.Page.Locator("input.changed").First.InputValueAsync());
        Assert.Contains(
            "headroom what-if --quota language:H100=48 --nodes north:H100=14",
            await window.Page.Locator(".same code").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Without_scripts_another_pool_is_tried_and_a_start_estimated()
    {
        await using var window = await stage.OpenAsync(
            new BrowserNewContextOptions { JavaScriptEnabled = false, Locale = "en-US" });
        await window.GoAsync("/what-if");
        await window.Page.Locator("input[name='w:speech']").FillAsync("6");
        await window.Page.Locator("form.grid button.main").ClickAsync();
        Assert.True(await window.Page.Locator("section[aria-labelledby=outcome] tbody tr").CountAsync() > 2);

        await window.GoAsync("/jobs?state=waiting&order=oldest&queue=language");
        await window.Page.Locator("a.id").First.ClickAsync();
        await window.Page.Locator("a[href$='estimate=yes']").ClickAsync();
        Assert.EndsWith("?estimate=yes", window.Page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await window.Page.Locator("a[href$='estimate=yes']").CountAsync());
    }

    [Fact]
    public async Task Only_those_who_see_every_tenant_are_shown_what_if_and_the_gap()
    {
        var secret = await stage.Pool.TokenAsync(Client.Pool.TokenRole.TenantAdmin, "speech");
        await using var window = await stage.OpenAsync(secret: secret);

        Assert.Equal(403, (await window.GoAsync("/what-if")).Status);
        Assert.Equal(403, (await window.GoAsync("/what-if?weight=speech=6")).Status);
        Assert.Equal(403, (await window.GoAsync("/gap")).Status);
        Assert.Equal(0, await window.Page.Locator("nav a[href='/what-if'], nav a[href='/gap']").CountAsync());
    }

    [Theory]
    [InlineData("/gap?days=0")]
    [InlineData("/gap?busy=much")]
    [InlineData("/gap?doubling=0")]
    [InlineData("/size?like=0")]
    [InlineData("/size?chip=abacus")]
    [InlineData("/what-if?days=31&weight=speech=6")]
    [InlineData("/what-if?nodes=east:T4=1")]
    [InlineData("/what-if?quota=nobody")]
    public async Task What_cannot_be_read_is_refused_on_the_page_that_asked(string address)
    {
        await using var window = await stage.OpenAsync();

        Assert.Equal(422, (await window.GoAsync(address)).Status);
        Assert.Equal(1, await window.Page.Locator("section[role=alert]").CountAsync());
        Assert.True(await window.Page.Locator("main form button.main").IsVisibleAsync());
    }
}
