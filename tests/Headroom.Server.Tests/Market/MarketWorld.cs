using System.Text;
using Headroom.Client;
using Headroom.Client.Exchange;
using Headroom.Client.Pool;
using Headroom.Client.Wire;
using Headroom.Cluster;
using Headroom.Exchange;
using Headroom.Exchange.Journal;
using Headroom.Privacy.Keys;
using Headroom.Server.Tests.Agreements;

namespace Headroom.Server.Tests.Market;

/// <summary>A pool that keeps an exchange, and tenants who deal on it over HTTP, each with a key of his own.</summary>
internal sealed class MarketWorld : IAsyncDisposable
{
    private static readonly string[] Tenants = ["clinic", "centre", "lab", "thief"];

    private readonly Dictionary<string, HeadroomClient> _clients = [];

    private MarketWorld(RealPool pool, string folder) => (Pool, Folder) = (pool, folder);

    public RealPool Pool { get; }

    public string Folder { get; }

    public KeyPair Operator { get; } = Offers.KeyOf(7);

    /// <summary>From when on everything is offered: in whole seconds, some time ago.</summary>
    public DateTimeOffset From { get; } =
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60);

    public string Id { get; private set; } = "";

    public string Data { get; private set; } = "";

    public string Compute { get; private set; } = "";

    public string Agreement { get; private set; } = "";

    /// <summary>A token of the tenant who has nothing here.</summary>
    public string ThiefSecret { get; private set; } = "";

    public static KeyPair KeyOf(string tenant) => Offers.KeyOf((byte)(1 + Array.IndexOf(Tenants, tenant)));

    public HeadroomClient Of(string tenant) => tenant.Length == 0 ? Pool.Admin : _clients[tenant];

    public static async Task<MarketWorld> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("headroom-market-").FullName;
        var pool = await RealPool.StartWithAsync(
            options => options with
            {
                ExchangeFolder = folder,
                Fleet = options.Fleet with
                {
                    Nodes = [.. options.Fleet.Nodes.Select(node => node with { Place = new NodePlace(Offers.Region) })],
                },
            },
            Tenants);
        var world = new MarketWorld(pool, folder);
        await world.SignInAsync();
        world.ThiefSecret = (await pool.Admin.CreateTokenAsync(
            new TokenRequest { Name = "guesses", Role = TokenRole.Member, Tenant = "thief" })).Secret;
        world.Id = (await world.TellAsync("", world.Operator, new Opened("market", new string('a', 64)))).Id;
        return world;
    }

    /// <summary>Stops the pool and starts it anew; everyone comes back with another token.</summary>
    public async Task RestartAsync()
    {
        await Pool.RestartAsync();
        await SignInAsync();
    }

    /// <summary>Everything offered, money paid in, and one agreement signed by all.</summary>
    public async Task AgreeAsync()
    {
        var (clinic, centre, lab) = (KeyOf("clinic"), KeyOf("centre"), KeyOf("lab"));
        var (data, compute, model) = (Offers.Data(clinic, From), Offers.Compute(centre, From), Offers.Model(lab, From));
        (Data, Compute) = (data.Id, compute.Id);
        await TellAsync("clinic", clinic, new Offered(data));
        await TellAsync("centre", centre, new Offered(compute));
        await TellAsync("lab", lab, new Offered(model));
        await TellAsync("", Operator, new Deposited(clinic.Public.ToString(), "CNY", 100 * Money.Micro, "bank-1"));
        Agreement = (await TellAsync("clinic", clinic, new Proposed(Offers.Terms(data, compute, model, From)))).Id;
        await TellAsync("centre", centre, new Agreed(Agreement, Agreement));
        await TellAsync("lab", lab, new Agreed(Agreement, Agreement));
    }

    public SignedEvent Signed(KeyPair author, ExchangeEvent happened, DateTimeOffset? time = null) =>
        SignedEvent.Make(Id, author, time ?? TimeProvider.System.GetUtcNow(), happened);

    public Task<EventTaken> TellAsync(string tenant, KeyPair author, ExchangeEvent happened) =>
        TellAsync(tenant, Signed(author, happened));

    public Task<EventTaken> TellAsync(string tenant, SignedEvent entry) =>
        Of(tenant).Exchange.TellAsync(new EventRequest { Entry = TextOf(entry) });

    /// <summary>Why an event is refused.</summary>
    public async Task<Problem> RefusedAsync(string tenant, SignedEvent entry) =>
        (await Assert.ThrowsAsync<ApiException>(() => TellAsync(tenant, entry))).Problem!;

    public static string TextOf(SignedEvent entry) => Encoding.UTF8.GetString(JournalText.Entry(entry));

    private async Task SignInAsync()
    {
        foreach (var tenant in Tenants)
        {
            _clients.GetValueOrDefault(tenant)?.Dispose();
            _clients[tenant] = await Pool.ClientAsync(TokenRole.Member, tenant);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        await Pool.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
