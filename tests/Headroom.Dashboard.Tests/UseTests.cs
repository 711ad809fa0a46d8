using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Dashboard.Tests.Showing;
using Microsoft.Playwright;

namespace Headroom.Dashboard.Tests;

/// <summary>What people do on the pages.</summary>
public sealed class UseTests(Stage stage)
{
    [Fact]
    public async Task A_job_is_found_and_cancelled_with_the_keyboard_alone()
    {
        var name = $"keyboard-{Guid.NewGuid():N}";
        var made = await stage.Pool.Admin.SubmitAsync(
            new JobRequest { Command = ["train", "999999"], Name = name, Queue = "speech", Gpus = 8, Models = ["H100"] }, name);
        await using var window = await stage.OpenAsync();
        await window.GoAsync("/");
        var keys = window.Page.Keyboard;

        await keys.PressAsync("g");
        await keys.PressAsync("j");
        await window.Page.WaitForSelectorAsync("form.filter");
        await keys.PressAsync("/");
        await keys.TypeAsync(name);
        await keys.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync($"#job-{made.First}");
        Assert.Contains($"name={name}", window.Page.Url, StringComparison.Ordinal);
        await TabToAsync(window, $"a[href='/jobs/{made.First}']");
        await keys.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".meta");
        await TabToAsync(window, "button[value=cancel]");
        await keys.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync("button.danger:focus");
        await keys.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".pill.cancelled");

        Assert.Equal(JobStatus.Cancelled, (await stage.Pool.Admin.JobAsync(made.First)).State);
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Help_opens_and_closes_with_keys()
    {
        await using var window = await stage.OpenAsync();
        await window.GoAsync("/share");

        await window.Page.Keyboard.PressAsync("?");
        await window.Page.WaitForSelectorAsync("dialog[open]");
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Page.WaitForSelectorAsync("dialog", new PageWaitForSelectorOptions { State = WaitForSelectorState.Hidden });
        await TabToAsync(window, "a.skip", most: 3);
    }

    [Fact]
    public async Task An_open_page_follows_what_changes()
    {
        await using var window = await stage.OpenAsync();
        await window.GoAsync("/jobs");

        var name = $"new-{Guid.NewGuid():N}";
        await stage.Pool.Admin.SubmitAsync(
            new JobRequest { Command = ["train", "60"], Name = name, Queue = "speech", Gpus = 8, Models = ["H100"] }, name);

        await window.Page.WaitForSelectorAsync($"td.name >> text={name}");
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Without_scripts_everything_can_be_read_and_jobs_be_changed()
    {
        await using var window = await stage.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false, Locale = "en-US" });
        foreach (var path in (string[])["/", "/jobs", "/jobs/1", "/share", "/nodes", "/timeline"])
        {
            Assert.Equal(200, (await window.GoAsync(path)).Status);
            Assert.True(await window.Page.Locator("h1").IsVisibleAsync());
        }

        await window.GoAsync("/jobs");
        await window.Page.Locator("[name=name]").FillAsync("waits-for-review");
        await window.Page.Locator("form.filter button").ClickAsync();
        Assert.Equal(1, await window.Page.Locator("tbody tr").CountAsync());
        await window.Page.Locator("tbody input[type=checkbox]").CheckAsync();
        await window.Page.Locator("button[value=release]").ClickAsync();
        Assert.Equal("Waiting", await window.Page.Locator("tbody .pill").InnerTextAsync());
        await window.Page.Locator("tbody input[type=checkbox]").CheckAsync();
        await window.Page.Locator("button[value=hold]").ClickAsync();
        Assert.Equal("Held", await window.Page.Locator("tbody .pill").InnerTextAsync());
    }

    [Fact]
    public async Task An_address_shows_the_same_to_whoever_opens_it()
    {
        await using var first = await stage.OpenAsync();
        await first.GoAsync("/jobs?state=waiting&order=oldest");
        await first.Page.Locator("select[name=queue]").SelectOptionAsync("language");
        await first.Page.Locator("form.filter button").ClickAsync();
        await first.Page.WaitForFunctionAsync("location.search.includes('queue=language')");

        await using var second = await stage.OpenAsync();
        await second.GoAsync(new Uri(first.Page.Url).PathAndQuery);

        Assert.Equal(
            await first.Page.Locator("a.id").AllInnerTextsAsync(), await second.Page.Locator("a.id").AllInnerTextsAsync());
        Assert.Equal("language", await second.Page.Locator("select[name=queue]").InputValueAsync());
    }

    [Fact]
    public async Task A_page_stays_readable_when_the_server_does_not_answer()
    {
        await using var window = await stage.OpenAsync();
        await window.GoAsync("/jobs");

        await window.Page.Context.SetOfflineAsync(true);
        await window.Page.WaitForSelectorAsync("#down:not([hidden])");

        Assert.True(await window.Page.Locator("tbody tr").CountAsync() > 5);
        await window.Page.Context.SetOfflineAsync(false);
        await window.Page.WaitForSelectorAsync("#down", new PageWaitForSelectorOptions { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task Names_are_text_whatever_they_say()
    {
        await using var window = await stage.OpenAsync();
        // Not only those that wait: the pool goes on while others look at it.
        await window.GoAsync("/jobs?queue=robotics");

        Assert.Equal(0, await window.Page.Locator("main script, main img, main td b").CountAsync());
        Assert.Contains(ShowJobs.Hostile[0], await window.Page.Locator("td.name").AllInnerTextsAsync());
        var turned = (await window.Page.Locator("td.name").AllInnerTextsAsync()).Single(name => name.StartsWith("safe", StringComparison.Ordinal));
        Assert.DoesNotContain('\u202E', turned);
        Assert.Empty(window.Faults);

        await window.Page.GetByText("训练大模型训练").First.Locator("xpath=ancestor::tr").Locator("a.id").ClickAsync();
        await window.Page.WaitForSelectorAsync(".meta");
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }

    [Fact]
    public async Task A_tenant_sees_only_what_is_his()
    {
        var secret = await stage.Pool.TokenAsync(TokenRole.Member, "speech");
        var theirs = (await stage.Pool.Admin.JobsAsync(new JobFilter { Tenant = "language", Limit = 1 })).Jobs[0];
        await using var window = await stage.OpenAsync(secret: secret);

        Assert.Equal(404, (await window.GoAsync($"/jobs/{theirs.Id}")).Status);
        Assert.Equal(404, (await window.GoAsync($"/jobs/{theirs.Id}/log.txt")).Status);
        foreach (var path in (string[])["/", "/jobs", "/share", "/nodes", "/timeline", "/timeline/data?hours=24", "/jobs?tenant=language"])
        {
            await window.GoAsync(path);
            var text = await window.Page.ContentAsync();
            if (!path.Contains("language", StringComparison.Ordinal)) Assert.DoesNotContain("language\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain(">language", text, StringComparison.Ordinal);
            Assert.DoesNotContain("pretrain-7b", text, StringComparison.Ordinal);
        }
    }

    // As a person does: one element after the other.
    private static async Task TabToAsync(Window window, string selector, int most = 200)
    {
        for (var press = 0; press < most; press++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            if (await window.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }

        Assert.Fail($"{selector} is not reached by the keyboard.");
    }
}
