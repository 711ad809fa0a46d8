using System.Net;
using Headroom.Client.Pool;
using Headroom.Dashboard.Tests.Showing;

namespace Headroom.Dashboard.Tests;

/// <summary>Who gets in, and from where pages may be used.</summary>
public sealed class SessionTests(Stage stage) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = stage.Pool.Address,
    };

    private string Own => stage.Pool.Address.GetLeftPart(UriPartial.Authority);

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_comes_back()
    {
        foreach (var path in (string[])["/", "/jobs?state=waiting", "/jobs/1", "/share", "/nodes", "/timeline", "/timeline/data"])
        {
            using var answer = await _http.GetAsync(path);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal($"/login?next={Uri.EscapeDataString(path)}", answer.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task A_token_opens_a_session_that_scripts_cannot_read()
    {
        using var answer = await SignInAsync(stage.Pool.Secret, "/jobs?state=waiting", Own);

        Assert.Equal("/jobs?state=waiting", answer.Headers.Location!.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    public async Task Nobody_is_sent_to_another_server(string next)
    {
        using var answer = await SignInAsync(stage.Pool.Secret, next, Own);

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("hr_guess")]
    [InlineData("")]
    [InlineData("<script>")]
    public async Task A_wrong_token_is_refused_without_a_reason(string token)
    {
        using var answer = await SignInAsync(token, "/", Own);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("cannot be used", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Another_server_cannot_act_for_whoever_is_signed_in(string? origin)
    {
        foreach (var path in (string[])["/login", "/logout", "/jobs/1/cancel", "/jobs/actions", "/api/v1/jobs/1/cancel"])
        {
            using var answer = await PostAsync(path, origin, ("id", "1"), ("action", "cancel"), ("token", stage.Pool.Secret));
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, path);
        }
    }

    [Fact]
    public async Task Whoever_only_looks_changes_nothing()
    {
        var secret = await stage.Pool.TokenAsync(TokenRole.Viewer, "speech");
        using var answer = await PostAsync("/jobs/1/cancel", Own, secret, []);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Pages_forbid_what_is_not_from_this_server()
    {
        using var answer = await _http.GetAsync("/login");

        Assert.StartsWith("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private Task<HttpResponseMessage> SignInAsync(string token, string next, string origin) =>
        PostAsync("/login", origin, "", [("token", token), ("next", next)]);

    private Task<HttpResponseMessage> PostAsync(
        string path, string? origin, params (string Key, string Value)[] form) =>
        PostAsync(path, origin, stage.Pool.Secret, form);

    private async Task<HttpResponseMessage> PostAsync(
        string path, string? origin, string secret, (string Key, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))),
        };
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (secret.Length > 0) request.Headers.Add("Cookie", $"headroom_session={secret}");
        return await _http.SendAsync(request);
    }
}
