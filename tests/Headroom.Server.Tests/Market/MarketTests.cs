using Headroom.Client.Exchange;
using Headroom.Client.Wire;
using Headroom.Exchange;
using Headroom.Exchange.Accounts;
using Headroom.Exchange.Journal;

namespace Headroom.Server.Tests.Market;

/// <summary>Owners deal over HTTP, each on a machine of his own.</summary>
public sealed class MarketTests : IAsyncLifetime
{
    private MarketWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await MarketWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_is_offered_is_listed_matched_signed_reported_and_paid_and_is_there_after_a_restart()
    {
        await _world.AgreeAsync();
        var (clinic, centre) = (MarketWorld.KeyOf("clinic"), MarketWorld.KeyOf("centre"));
        var listed = await _world.Of("lab").Exchange.ListingsAsync(null, null);
        Assert.Equal(["compute", "data", "model"], listed.Listings.Select(one => one.Kind).Order(StringComparer.Ordinal));
        Assert.All(listed.Listings, one => Assert.True(Holds(one.Entry)));
        var match = Assert.Single((await _world.Of("lab").Exchange.MatchesAsync(null, 0)).Made);
        Assert.Equal((_world.Data, _world.Compute), (match.Data, match.Compute));

        await _world.TellAsync("centre", centre, new Reported(_world.Agreement, "job-1", 1_800, new string('e', 64)));
        await _world.TellAsync("clinic", clinic, new Settled(_world.Agreement, "job-1"));
        await _world.RestartAsync();

        var agreement = await _world.Of("clinic").Exchange.AgreementAsync(_world.Agreement);
        Assert.Equal(("InForce", "Settled"), (agreement.Stage, Assert.Single(agreement.Reports).Stage));
        Assert.True(Holds(agreement.Entry));
        var paid = (await _world.Of("centre").Exchange.StatementAsync(null, 0)).Balances
            .Single(balance => balance.Account == AccountNames.Owner(centre.Public) && balance.Unit == "CNY");
        Assert.Equal(Money.Micro / 2, paid.Amount);
        var audit = await _world.Pool.Admin.Exchange.AuditAsync();
        var exchange = await _world.Of("thief").Exchange.ViewAsync();
        Assert.Equal(("", true, exchange.Rows, exchange.Head), (audit.Fault, audit.AddsUp, audit.Rows, audit.Head));
    }

    [Fact]
    public async Task A_pair_that_is_not_made_has_its_reason()
    {
        await _world.AgreeAsync();
        var (owner, from) = (MarketWorld.KeyOf("clinic"), _world.From);
        var other = Agreements.Offers.Compute(owner, from, "own");
        await _world.TellAsync("clinic", owner, new Offered(other));

        var page = await _world.Of("lab").Exchange.MatchesAsync(_world.Data, 0);

        Assert.Equal("SameOwner", Assert.Single(page.Refused).Why);
        Assert.Equal(_world.Compute, Assert.Single(page.Made).Compute);
    }

    [Fact]
    public async Task Agreements_accounts_and_rows_are_seen_by_those_whose_they_are_and_by_operators()
    {
        await _world.AgreeAsync();
        foreach (var tenant in (string[])["clinic", "centre", "lab", ""])
        {
            Assert.Single((await _world.Of(tenant).Exchange.AgreementsAsync(null)).Agreements);
            Assert.Contains((await _world.Of(tenant).Exchange.JournalAsync(0)).Rows, row => row.Event == "Proposed");
        }

        Assert.Empty((await _world.Of("thief").Exchange.AgreementsAsync(null)).Agreements);
        Assert.Empty((await _world.Of("thief").Exchange.StatementAsync(null, 0)).Lines);
        var rows = (await _world.Of("thief").Exchange.JournalAsync(0)).Rows.Select(row => row.Event);
        Assert.Equal(["Offered", "Opened"], rows.Distinct().Order(StringComparer.Ordinal));
        var lab = (await _world.Of("lab").Exchange.StatementAsync(null, 0)).Balances.Select(balance => balance.Account);
        Assert.DoesNotContain(AccountNames.Owner(MarketWorld.KeyOf("clinic").Public), lab);

        // Audits and exports are the operator's: his rows are those of the file, to the byte.
        var fault = await Assert.ThrowsAsync<ApiException>(() => _world.Of("clinic").Exchange.AuditAsync());
        Assert.Equal(403, fault.Problem!.Status);
        var all = (await _world.Pool.Admin.Exchange.JournalAsync(0)).Rows;
        var lines = await File.ReadAllLinesAsync(Path.Combine(_world.Folder, "journal.jsonl"));
        Assert.Equal(lines, all.Select(row => row.Line));
        Assert.Equal(Enumerable.Range(1, lines.Length).Select(row => (long)row), all.Select(row => row.Row));
    }

    [Fact]
    public async Task Pages_go_on_where_they_ended()
    {
        var owner = MarketWorld.KeyOf("centre");
        for (var made = 0; made < 7; made++)
            await _world.TellAsync("centre", owner, new Offered(Agreements.Offers.Compute(owner, _world.From, $"{made}")));
        var (ids, after) = (new List<string>(), "");
        do
        {
            var (status, body) = await _world.Pool.SendAsync(HttpMethod.Get, $"api/v1/exchange/listings?limit=3&after={after}");
            Assert.Equal(200, status);
            var page = System.Text.Json.JsonSerializer.Deserialize<ListingPage>(body, ApiJson.Options)!;
            ids.AddRange(page.Listings.Select(one => one.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(7, ids.Distinct().Count());
        foreach (var query in (string[])["limit=0", "limit=1001", "limit=x"])
            Assert.InRange((await _world.Pool.SendAsync(HttpMethod.Get, $"api/v1/exchange/listings?{query}")).Status, 400, 422);
        Assert.Equal(422, (await _world.Pool.SendAsync(HttpMethod.Get, "api/v1/exchange/matches?skip=-1")).Status);
        Assert.Equal(422, (await _world.Pool.SendAsync(HttpMethod.Get, "api/v1/exchange/journal?after=-1")).Status);
        Assert.Equal(422, (await _world.Pool.SendAsync(HttpMethod.Get, "api/v1/exchange/statement?owner=x")).Status);
    }

    [Fact]
    public async Task A_pool_without_an_exchange_says_so()
    {
        await using var pool = await RealPool.StartAsync();

        foreach (var path in (string[])["", "/listings", "/matches", "/agreements", "/statement", "/journal", "/audit"])
        {
            var (status, body) = await pool.SendAsync(HttpMethod.Get, $"api/v1/exchange{path}");
            Assert.Equal(404, status);
            Assert.Contains("headroom up --exchange", body, StringComparison.Ordinal);
        }
    }

    private bool Holds(string entry) =>
        JournalText.ParseEntry(System.Text.Encoding.UTF8.GetBytes(entry), "entry").Holds(_world.Id);
}
