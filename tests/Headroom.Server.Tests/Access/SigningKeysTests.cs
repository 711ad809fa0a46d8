using Headroom.Client.Pool;
using Headroom.Server.Access;
using Headroom.Server.Tests.Faults;
using Microsoft.Extensions.Logging;

namespace Headroom.Server.Tests.Access;

/// <summary>Keys over time, by a clock that is moved, and a provider that may be broken.</summary>
public sealed class SigningKeysTests : IAsyncLifetime
{
    private readonly SteppedTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly LogLines _log = new();
    private IdentityHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await IdentityHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_provider_that_was_broken_is_asked_again_after_ten_seconds()
    {
        using var keys = new SigningKeys(_host.Authority, _time, _log);
        var tokens = Tokens(keys);
        _host.IsBroken = true;
        Assert.Equal(503, (await tokens.FindAsync(Good())).Fault?.Status);

        _host.IsBroken = false;
        Assert.Equal(503, (await tokens.FindAsync(Good())).Fault?.Status);
        _time.Pass(SigningKeys.ReadLeast);

        Assert.Equal("oidc:ann", (await tokens.FindAsync(Good())).Bearer?.Name);
        Assert.Equal(1, _host.KeysRead);
    }

    [Fact]
    public async Task Keys_stay_good_for_a_day_while_the_provider_is_broken()
    {
        using var keys = new SigningKeys(_host.Authority, _time, _log);
        Assert.NotNull(await keys.FindAsync(""));
        _host.IsBroken = true;

        _time.Pass(SigningKeys.KeptMost - TimeSpan.FromMinutes(1));
        Assert.NotNull(await keys.FindAsync(""));
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(await keys.FindAsync(""));
    }

    [Fact]
    public async Task A_key_that_is_withdrawn_is_worthless_within_the_hour()
    {
        using var keys = new SigningKeys(_host.Authority, _time, _log);
        var tokens = Tokens(keys);
        var token = Good();
        Assert.NotNull((await tokens.FindAsync(token)).Bearer);

        _host.Rotate("ES256");
        _time.Pass(SigningKeys.ReadBefore);
        var withdrawn = await tokens.FindAsync(token);

        Assert.Equal(401, withdrawn.Fault?.Status);
        Assert.Equal(2, _host.KeysRead);
    }

    [Fact]
    public async Task A_new_key_is_found_ten_seconds_after_the_last_attempt_at_the_latest()
    {
        using var keys = new SigningKeys(_host.Authority, _time, _log);
        var tokens = Tokens(keys);
        Assert.NotNull((await tokens.FindAsync(Good())).Bearer);

        _host.Rotate("RS256");
        Assert.Equal(401, (await tokens.FindAsync(Good())).Fault?.Status);
        _time.Pass(SigningKeys.ReadLeast);

        Assert.NotNull((await tokens.FindAsync(Good())).Bearer);
    }

    [Fact]
    public async Task Requests_that_come_together_read_the_keys_once()
    {
        using var keys = new SigningKeys(_host.Authority, _time, _log);
        var token = Good();

        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Tokens(keys).FindAsync(token)));

        Assert.All(found, one => Assert.NotNull(one.Bearer));
        Assert.Equal(1, _host.KeysRead);
    }

    [Fact]
    public async Task A_provider_that_says_it_is_another_is_not_believed()
    {
        using var keys = new SigningKeys(_host.Authority, _time, _log);
        _host.SaidIssuer = "https://login.example.com";

        Assert.Null(await keys.FindAsync(""));
        Assert.Contains("https://login.example.com", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Short_keys_are_left_out_and_no_log_line_holds_a_token()
    {
        _host.MoreKeys.Add(new() { ["kty"] = "RSA", ["kid"] = "short", ["n"] = new string('A', 171), ["e"] = "AQAB" });
        using var keys = new SigningKeys(_host.Authority, _time, _log);
        var token = Good();

        Assert.False((await keys.FindAsync(""))!.Has("short"));
        await Tokens(keys).FindAsync(token[..^4]);
        _host.IsBroken = true;
        _time.Pass(SigningKeys.KeptMost);
        await Tokens(keys).FindAsync(token);

        Assert.NotEmpty(_log.Lines);
        Assert.DoesNotContain(_log.Lines, line => line.Contains(token.Split('.')[1], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://login.example.com", true)]
    [InlineData("http://127.0.0.1:8080/realms/a", true)]
    [InlineData("http://login.example.com", false)]
    [InlineData("file:///etc/passwd", false)]
    public void Only_what_nobody_on_the_way_can_change_is_trusted(string address, bool expected) =>
        Assert.Equal(expected, IdentityOptions.IsTrusted(new Uri(address)));

    private string Good() => _host.Sign(_host.Claims("ann", ["platform"]));

    private IdentityTokens Tokens(SigningKeys keys) => new(
        new IdentityOptions
        {
            Authority = _host.Authority,
            Audience = IdentityHost.Audience,
            Roles = new Dictionary<string, TokenRole> { ["platform"] = TokenRole.Admin },
        },
        keys,
        TimeProvider.System);

    private sealed class LogLines : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
