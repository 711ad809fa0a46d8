using Headroom.Client;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests.Api;

/// <summary>Tokens from their making to their end.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartWithAsync(
        options => options with { WrongTokensMax = 5 }, "blue", "red");

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task A_list_shows_neither_secrets_nor_tokens_of_others()
    {
        using var admin = _pool.Admin;
        var made = await admin.CreateTokenAsync(Member("blue"));
        using var red = await _pool.ClientAsync(TokenRole.TenantAdmin, "red");

        var (_, body) = await _pool.SendAsync(HttpMethod.Get, "api/v1/tokens");

        Assert.DoesNotContain("hr_", body, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(made.Secret[3..], body, StringComparison.Ordinal);
        Assert.Equal(["admin", "one", "TenantAdmin-red"], (await admin.TokensAsync()).Select(token => token.Name));
        Assert.Equal(["TenantAdmin-red"], (await red.TokensAsync()).Select(token => token.Name));
        Assert.Equal(404, await StatusAsync(() => red.RevokeTokenAsync(made.Id)));
        Assert.Equal(404, await StatusAsync(() => red.RevokeTokenAsync(99)));
    }

    [Fact]
    public async Task A_revoked_token_is_worthless_at_once_and_its_streams_end()
    {
        using var admin = _pool.Admin;
        var made = await admin.CreateTokenAsync(Member("blue"));
        using var member = new HeadroomClient(_pool.Address, made.Secret);
        var stream = member.ChangesAsync().GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        var first = await admin.RevokeTokenAsync(made.Id);
        var again = await admin.RevokeTokenAsync(made.Id);

        Assert.False(await stream.MoveNextAsync());
        Assert.Equal(401, await StatusAsync(() => member.QueuesAsync()));
        Assert.Equal(first.RevokedAt, again.RevokedAt);
    }

    [Fact]
    public async Task The_last_token_of_an_admin_stays()
    {
        using var admin = _pool.Admin;

        Assert.Equal(409, await StatusAsync(() => admin.RevokeTokenAsync(1)));
        await admin.CreateTokenAsync(new TokenRequest { Name = "other", Role = TokenRole.Admin });
        Assert.NotNull((await admin.RevokeTokenAsync(1)).RevokedAt);
    }

    [Fact]
    public async Task Of_admins_who_revoke_each_other_at_once_one_is_left()
    {
        using var first = _pool.Admin;
        var admins = new List<(long Id, HeadroomClient Client)> { (1, first) };
        for (var number = 0; number < 7; number++)
        {
            var made = await first.CreateTokenAsync(new TokenRequest { Name = $"a{number}", Role = TokenRole.Admin });
            admins.Add((made.Id, new HeadroomClient(_pool.Address, made.Secret)));
        }

        // Each asks for the end of his own token.
        await Task.WhenAll(admins.Select(admin => IgnoreAsync(admin.Client.RevokeTokenAsync(admin.Id))));

        var answers = await Task.WhenAll(admins.Select(admin => AskAsync(admin.Client)));
        foreach (var (_, client) in admins) client.Dispose();
        Assert.Single(answers, answer => answer);

        static async Task IgnoreAsync(Task ask) =>
            await ask.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        static async Task<bool> AskAsync(HeadroomClient client)
        {
            try
            {
                return (await client.TokensAsync()).Count > 0;
            }
            catch (ApiException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task A_token_with_scopes_does_what_they_say_and_makes_none_that_does_more()
    {
        using var admin = _pool.Admin;
        var made = await admin.CreateTokenAsync(
            Member("blue") with { Role = TokenRole.TenantAdmin, Scopes = ["jobs:read", "tokens:write"] });
        using var reader = new HeadroomClient(_pool.Address, made.Secret);

        Assert.Empty((await reader.JobsAsync(new JobFilter())).Jobs);
        Assert.Equal(403, await StatusAsync(() => reader.SubmitAsync(RealPool.Script("true"), "a")));
        Assert.Equal(403, await StatusAsync(() => reader.NodesAsync()));
        Assert.Equal(403, await StatusAsync(() => reader.TokensAsync()));
        Assert.Equal(403, await StatusAsync(() => reader.CreateTokenAsync(Member("blue"))));
        Assert.Equal(403, await StatusAsync(() => reader.CreateTokenAsync(Member("blue") with { Scopes = ["jobs:write"] })));
        Assert.NotEqual("", (await reader.CreateTokenAsync(Member("blue") with { Scopes = ["jobs:read"] })).Secret);
        Assert.Equal(422, await StatusAsync(() => admin.CreateTokenAsync(Member("blue") with { Scopes = ["all"] })));
    }

    [Fact]
    public async Task A_token_ends_in_time_and_none_is_made_that_has_ended()
    {
        using var admin = _pool.Admin;
        var soon = TimeProvider.System.GetUtcNow().AddSeconds(2).ToUnixTimeMilliseconds();
        var made = await admin.CreateTokenAsync(Member("blue") with { ExpiresAt = soon });
        using var member = new HeadroomClient(_pool.Address, made.Secret);

        while (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() <= soon) await Task.Delay(100);

        Assert.Equal(401, await StatusAsync(() => member.QueuesAsync()));
        Assert.Equal(422, await StatusAsync(() => admin.CreateTokenAsync(Member("blue") with { ExpiresAt = 1 })));
    }

    [Fact]
    public async Task Whoever_guesses_is_told_to_wait_and_a_right_token_is_good_all_the_same()
    {
        for (var number = 0; number < 5; number++)
            Assert.Equal(401, (await _pool.SendAsync(HttpMethod.Get, "api/v1/jobs", token: "Bearer hr_guess")).Status);

        using var guess = new HeadroomClient(_pool.Address, "hr_guess");
        var refused = await Assert.ThrowsAsync<ApiException>(() => guess.QueuesAsync());
        using var admin = _pool.Admin;

        Assert.Equal(("too-many", 429), (refused.Problem!.Type, refused.Problem.Status));
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await admin.QueuesAsync()).Count);
    }

    private static TokenRequest Member(string tenant) =>
        new() { Name = "one", Role = TokenRole.Member, Tenant = tenant };

    private static async Task<int> StatusAsync(Func<Task> ask) =>
        (await Assert.ThrowsAsync<ApiException>(ask)).Problem!.Status;
}
